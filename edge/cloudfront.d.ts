/**
 * The one module that CloudFront gives a function: the KeyValueStore that is associated with it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-custom-methods.html
 */
declare module "cloudfront" {
  const cf: { kvs(): { get(key: string): Promise<string>; exists(key: string): Promise<boolean> } };
  export default cf;
}
