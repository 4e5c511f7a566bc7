import CPSDiagnostics
import CPSProof
import Foundation

/// Tells people on standard error, and programs on standard output, how the start went.
struct Announcer: Sendable {
  /// What programs are told, one object a line.
  private struct Line: Encodable {
    var schema = 1
    let event: String
    var address: String?
    var audience: String?
    var environment: String?
    var code: String?
    var message: String?
    var reason: String?
    var hint: String?
  }

  private static let listening = Bilingual(
    fr: "cpsauth-server répond sur {address} (audience {audience}, environnement {environment})",
    en: "cpsauth-server listens on {address} (audience {audience}, environment {environment})")

  let language: Language
  let isJSON: Bool

  /// Says where the server listens.
  func listening(_ configuration: ServerConfiguration, port: Int?) {
    let address = configuration.listener.text(port: port)
    let environment = configuration.environment.rawValue
    let audience = configuration.audience.text
    say(
      Self.listening.filled(
        in: language, with: ["address": address, "audience": audience, "environment": environment]))
    tell(Line(event: "listening", address: address, audience: audience, environment: environment))
  }

  /// Says why the server did not start, or ended.
  func failed(_ error: CPSError) {
    say("cpsauth-server: \(error.message(in: language))")
    let reason = error.reason.map(PrintableText.escaped)
    if let reason { say("(\(reason))") }
    say(error.hint(in: language))
    tell(
      Line(
        event: "failed", code: error.diagnostic.code, message: error.message(in: language),
        reason: reason, hint: error.hint(in: language)))
  }

  private func say(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  private func tell(_ line: Line) {
    guard isJSON, let bytes = try? ProtocolJSON.encode(line) else { return }
    try? FileHandle.standardOutput.write(contentsOf: Data(bytes + [0x0A]))
  }
}

extension Listener {
  /// The address for people and programs, with the port that the system gave.
  func text(port given: Int?) -> String {
    switch self {
    case .loopback(let host, let port): "http://\(Self.bracketed(host)):\(given ?? port)"
    case .tls(let host, let port, _, _, _): "https://\(Self.bracketed(host)):\(given ?? port)"
    case .socket(let path): "unix:\(path)"
    }
  }

  private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
