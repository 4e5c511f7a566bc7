import CPSDiagnostics
import CPSProof
import Foundation

/// Where a command of a host writes: data to standard output, text for people to standard error.
struct HostConsole: Sendable {
  /// A failure for programs.
  private struct Failure: Encodable {
    var schema = 1
    let code: String
    let message: String
    let reason: String?
    let hint: String
    let values: [String: String]
  }

  /// The language of texts for people.
  let language: Language
  /// Whether data is written as JSON.
  let isJSON: Bool

  /// Writes data: the JSON form as one line, or the lines for people.
  func show(_ value: some Encodable, or lines: @autoclosure () -> [String]) throws(CPSError) {
    if isJSON {
      write(String(decoding: try ProtocolJSON.encode(value), as: UTF8.self), to: .standardOutput)
    } else {
      for line in lines() { write(line, to: .standardOutput) }
    }
  }

  /// Tells of a failure: message, reason and hint to people, the code to programs.
  func report(_ error: CPSError) {
    let reason = error.reason.map(PrintableText.escaped)
    if isJSON {
      let failure = Failure(
        code: error.diagnostic.code, message: error.message(in: language), reason: reason,
        hint: error.hint(in: language), values: error.values.mapValues(PrintableText.escaped))
      try? show(failure, or: [])
    }
    write("cpsauth-server: \(error.message(in: language))", to: .standardError)
    if let reason { write("(\(reason))", to: .standardError) }
    write(error.hint(in: language), to: .standardError)
  }

  private func write(_ line: String, to place: FileHandle) {
    // Where nobody reads any more, there is no one to tell.
    try? place.write(contentsOf: Data((line + "\n").utf8))
  }
}
