import Image from "next/image";

const picture = process.env.PICTURE;
const id = process.env.PICTURE_ID;

export default function Page() {
  return (
    <main>
      <Image src={`${picture}?ar=4:3&fit=cover`} alt="Card" width={800} height={600} />
      <Image src={picture} alt="Hero" fill sizes="100vw" quality={60} />
      <Image src={id} alt="Own" width={320} height={200} />
    </main>
  );
}
