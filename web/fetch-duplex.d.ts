/** Fetch asks for it with a body that is a stream; TypeScript's DOM does not know it yet. */
interface RequestInit {
  duplex?: "half";
}
