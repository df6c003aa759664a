import { quadrants } from "./quadrants.ts";

/** Stands in every place where a camera or an editor writes what is nobody's business. */
export const SECRET = "Secretville";

export const CREATOR = "Zoë & Ada <studio>";
export const COPYRIGHT = "© 2026 Zoë";

const XMP = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:City="${SECRET}" exif:GPSLatitude="52,31.2N"><dc:creator><rdf:Seq><rdf:li>Zoë &amp; Ada &lt;studio&gt;</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${COPYRIGHT}</rdf:li></rdf:Alt></dc:rights><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${SECRET}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const GPS = { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 0/1" };

/**
 * A picture of a photographer who tells too much: GPS and a serial number in EXIF, a city in XMP.
 *
 * @param says where the maker's name is: all has it in both
 */
export function privatePicture(
  format: "jpeg" | "png" | "webp" | "avif" | "tiff",
  says: "all" | "exif" | "xmp" | "nothing",
  width = 160,
) {
  const named = says === "all" || says === "exif" ? { Artist: "Ada in EXIF", Copyright: "(c) Ada in EXIF" } : {};
  const picture = quadrants(width, 120).withExif({
    IFD0: { Make: SECRET, ImageDescription: SECRET, ...named },
    IFD2: { UserComment: SECRET },
    IFD3: GPS,
  });
  const packet = says === "all" || says === "xmp" ? XMP : XMP.replace(/<dc:(creator|rights)>.*?<\/dc:\1>/g, "");
  return picture.withXmp(packet).toFormat(format).toBuffer();
}

/** A JPEG's segment of its own kind. @see ITU-T T.81, B.1.1.4 */
function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 + marker, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function dataSet(number: number, text: string): Buffer {
  const head = Buffer.from([0x1c, 2, number, 0, 0]);
  const bytes = Buffer.from(text, "latin1");
  head.writeUInt16BE(bytes.length, 3);
  return Buffer.concat([head, bytes]);
}

/** A JPEG as older newsrooms write it: IPTC in Photoshop's resources, and a comment. */
export async function newsroomJpeg(): Promise<Buffer> {
  const jpeg = await quadrants(160, 120).jpeg().toBuffer();
  const iptc = Buffer.concat([dataSet(80, "Zoë"), dataSet(90, SECRET), dataSet(116, COPYRIGHT)]);
  const resource = Buffer.concat([
    Buffer.from("Photoshop 3.0\0" + "8BIM\x04\x04\0\0", "latin1"),
    Buffer.alloc(4),
    iptc,
  ]);
  resource.writeUInt32BE(iptc.length, resource.length - iptc.length - 4);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xed, resource),
    segment(0xfe, Buffer.from(`Taken in ${SECRET}`)),
    jpeg.subarray(2),
  ]);
}
