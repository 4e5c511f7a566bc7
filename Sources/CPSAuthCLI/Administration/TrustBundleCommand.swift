internal import ArgumentParser
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust
internal import Foundation
internal import OpenSSLKit

/// `cpsauth trust bundle`.
struct TrustBundleCommand: ConsoleCommand {
  /// The longest key or certificate that is read, in bytes.
  private static let longestFile = 65_536

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bundle",
      abstract: Speech.text(
        fr: "Fait un lot signé des autorités et des listes, pour un site sans réseau.",
        en: "Makes a signed bundle of authorities and lists, for a site without a network."))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La clé privée qui signe : PKCS #8 en PEM, RSA ou P-256.",
        en: "The private key that signs: PKCS #8 in PEM, RSA or P-256."), valueName: "file"))
  var key: String

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le certificat de cette clé, que le site a épinglé.",
        en: "The certificate of that key, which the site pinned."), valueName: "file"))
  var certificate: String

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Où écrire le lot.", en: "Where the bundle is written."), valueName: "file"))
  var output: String

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let signer = try signerCertificate()
    let secret = try PrivateKey(pem: String(decoding: try Self.bytes(of: key), as: UTF8.self))
    let store = try trust.store()
    let moment = SystemWallClock().now()
    let bundle = try store.bundle(signedBy: secret, as: signer, at: moment)
    do { try Data(bundle).write(to: URL(filePath: output), options: .atomic) } catch {
      throw CPSError(.outputFailed, ["path": output])
    }
    let line = BundleLine(
      bundle: output, environment: store.pins.environment.rawValue, bytes: bundle.count,
      signer: Hexadecimal.encode(signer.sha256))
    try console.show(line, or: [line.text(in: console.language)])
  }

  private func signerCertificate() throws(CPSError) -> Certificate {
    let bytes = try Self.bytes(of: certificate)
    guard bytes.first != 0x30 else { return try Certificate(der: bytes) }
    let all = try Certificate.all(inPEM: String(decoding: bytes, as: UTF8.self))
    guard all.count == 1, let only = all.first else {
      throw CPSError(.certificateMalformed, ["detail": "\(all.count) certificates"])
    }
    return only
  }

  private static func bytes(of path: String) throws(CPSError) -> [UInt8] {
    try BoundedFile.bytes(at: path, atMost: longestFile)
  }
}

/// The bundle that was made.
private struct BundleLine: Encodable {
  let bundle: String
  let environment: String
  let bytes: Int
  let signer: String

  func text(in language: Language) -> String {
    Bilingual(
      fr: "{path} : lot signé, {bytes} octets.\nLe site qui le prend doit avoir épinglé {signer}",
      en: "{path}: signed bundle, {bytes} bytes.\nThe site that takes it must have pinned {signer}"
    ).filled(in: language, with: ["path": bundle, "bytes": "\(bytes)", "signer": signer])
  }
}
