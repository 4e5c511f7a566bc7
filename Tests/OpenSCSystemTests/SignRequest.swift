import OpenSSLKit
import TestSupport

/// What the authentication key is to sign for OpenSC.
enum SignRequest {
  static let message = Array("what the card is to sign".utf8)
  static let login = ["--login", "--pin", "env:CARD_PIN"]

  /// DigestInfo of SHA-256 (RFC 8017, clause 9.2, note 1): this key takes it made by the host.
  private static let digestInfoPrefix: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04,
    0x20,
  ]

  /// The arguments of pkcs11-tool that sign ``message`` into the file `signature`; the login is not among them.
  static func arguments(for judged: JudgedCard) throws -> [String] {
    [
      "--sign", "--mechanism", "RSA-PKCS", "--id", JudgedCard.authenticationID, "--input-file",
      try judged.write(digestInfoPrefix + Digest.sha256(message), to: "digest-info"), "--output-file",
      judged.files.path("signature"),
    ]
  }
}
