/** The package ships no types of its own. */
declare module "color-name" {
  const colors: Readonly<Record<string, readonly [red: number, green: number, blue: number]>>;
  export default colors;
}
