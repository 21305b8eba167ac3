/** A text as a QR code: a PNG in a data URL. What draws it is loaded for the first one. */
export async function qrImageOf(text: string): Promise<string> {
  const { default: QRCode } = await import('qrcode');
  return QRCode.toDataURL(text, { margin: 2, width: 240 });
}
