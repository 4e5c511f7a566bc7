internal import ArgumentParser
internal import CPSDiagnostics
internal import OpenSSLKit

/// `cpsauth verify-signature`: ends with 0 when the signature is right, else with 1.
struct VerifySignatureCommand: AsyncParsableCommand {
  /// The longest message, in bytes.
  private static let longestMessage = 1 << 28
  /// The longest key and the longest signature, in bytes: those of RSA of 16,384 bits are far below.
  private static let longestKey = 1 << 16

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify-signature",
      abstract: Speech.text(
        fr: "Vérifie une signature sous une clé publique ; fin 0 si elle est juste, sinon 1.",
        en: "Verifies a signature under a public key; ends with 0 if it is right, else 1."),
      discussion: Speech.text(
        fr: "Une clé ou une signature illisible donne 1 ; un fichier absent, 64 ou plus. Aucune session.",
        en: "A key or a signature that cannot be read gives 1; a missing file, 64 or above. No session."))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "L’algorithme : \(SignatureName.all).", en: "The algorithm: \(SignatureName.all)."),
      valueName: "name"))
  var alg: SignatureName

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La clé : SubjectPublicKeyInfo, PEM ou DER.", en: "The key: SubjectPublicKeyInfo, PEM or DER."),
      valueName: "file"))
  var publicKey: String

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Ce qui est signé, octet par octet.", en: "What is signed, byte by byte."),
      valueName: "file"))
  var message: String

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "La signature, sans codage de plus.", en: "The signature, not encoded further."),
      valueName: "file"))
  var signature: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let console = common.console
    do throws(CPSError) {
      let verdict = try verdict()
      try console.show(verdict, or: [verdict.text(in: console.language)])
      guard !verdict.isValid else { return }
    } catch {
      console.report(error)
      throw ExitCode(error.diagnostic.exitStatus.rawValue)
    }
    throw ExitCode(ExitStatus.negative.rawValue)
  }

  /// Every file is read before anything is judged, so that one that is missing is always said.
  private func verdict() throws(CPSError) -> SignatureVerdict {
    let encoded = try InputFile.contents(of: publicKey, atMost: Self.longestKey)
    let signed = try InputFile.contents(of: message, atMost: Self.longestMessage)
    let given = try InputFile.contents(of: signature, atMost: Self.longestKey)
    let key: PublicKey
    do throws(CPSError) { key = try Self.key(encoded) } catch {
      guard error.diagnostic == .keyMalformed else { throw error }
      return SignatureVerdict(reason: .key)
    }
    let isValid = try key.isValid(signature: given, for: signed, scheme: alg.scheme)
    return SignatureVerdict(reason: isValid ? nil : .signature)
  }

  private static func key(_ bytes: [UInt8]) throws(CPSError) -> PublicKey {
    // DER of a SEQUENCE begins with 30, which no text of RFC 7468 needs to.
    guard bytes.first != 0x30 else { return try PublicKey(subjectPublicKeyInfo: bytes) }
    return try PublicKey(pem: String(decoding: bytes, as: UTF8.self))
  }
}
