internal import ArgumentParser
internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// With which key the persons of a log are opened.
struct OpenerOptions: ParsableArguments {
  private static let longestFile = 65_536

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le certificat d’un destinataire, PEM.", en: "The certificate of a recipient, PEM."),
      valueName: "file"))
  var recipient: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Sa clé privée, PEM (PKCS #8).", en: "Its private key, PEM (PKCS #8)."),
      valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le numéro d’un segment.", en: "The number of a segment."), valueName: "number"))
  var segment: Int64?

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "La clé de ce segment, 32 octets.", en: "The key of that segment, 32 bytes."),
      valueName: "file"))
  var segmentKey: String?

  /// An opener with the key of a recipient, or with that of one segment.
  ///
  /// - Parameter others: what else the command takes in their place, for its message.
  /// - Throws: ``Diagnostic/usage`` unless one of the two pairs is given; an error that names the file.
  func opener(insteadOf others: String = "") throws(CPSError) -> SubjectOpener {
    switch (recipient, key, segment, segmentKey) {
    case (let recipient?, let key?, nil, nil):
      return try opener(as: recipient, with: key)
    case (nil, nil, let segment?, let segmentKey?):
      let bytes = try BoundedFile.bytes(at: segmentKey, atMost: Self.longestFile)
      guard !bytes.isEmpty else { throw CPSError(.inputMalformed, ["detail": segmentKey], reason: "empty") }
      return try SubjectOpener(segment: segment, key: try SecretBytes(copying: bytes))
    default:
      throw CPSError(.usage, ["detail": "--recipient --key | --segment --segment-key\(others)"])
    }
  }

  /// An opener with what stands in two files; whatever is wrong names the file.
  private func opener(as recipient: String, with key: String) throws(CPSError) -> SubjectOpener {
    let certificate = try Self.certificate(at: recipient)
    let secret: PrivateKey
    do { secret = try PrivateKey(pem: try Self.text(of: key)) } catch {
      guard error.diagnostic == .keyMalformed else { throw error }
      throw Self.malformed(
        key, fr: "une clé privée en PEM (PKCS #8) est attendue", en: "a PEM private key (PKCS #8) is expected"
      )
    }
    do { return try SubjectOpener(as: certificate, with: secret) } catch {
      throw CPSError(error.diagnostic, ["key": key, "certificate": recipient], reason: error.reason)
    }
  }

  /// The one certificate in a file.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``.
  static func certificate(at path: String) throws(CPSError) -> Certificate {
    let encoded = try text(of: path)
    let certificates = try? Certificate.all(inPEM: encoded)
    guard let certificate = certificates?.first, certificates?.count == 1 else {
      throw malformed(path, fr: "un certificat en PEM est attendu", en: "one PEM certificate is expected")
    }
    return certificate
  }

  private static func malformed(_ path: String, fr: String, en: String) -> CPSError {
    CPSError(.inputMalformed, ["detail": "\(path), \(Speech.text(fr: fr, en: en))"], reason: en)
  }

  private static func text(of path: String) throws(CPSError) -> String {
    String(decoding: try BoundedFile.bytes(at: path, atMost: longestFile), as: UTF8.self)
  }
}
