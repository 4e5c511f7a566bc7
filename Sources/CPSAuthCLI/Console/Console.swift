internal import CPSDiagnostics
internal import CPSProof
internal import Glibc

/// Where a command writes: data to standard output, text for people to standard error.
///
/// No colour, no spinner, no column: one fact a line, in reading order, so that screen readers, narrow
/// terminals and logs are served alike.
struct Console: Sendable {
  /// The language of texts for people.
  let language: Language
  /// Whether data is written as JSON.
  let isJSON: Bool

  /// Writes data: the JSON form as one line, or the lines for people.
  func show(_ value: some Encodable & Sendable, or lines: @autoclosure () -> [String]) throws(CPSError) {
    if isJSON {
      write(String(decoding: try ProtocolJSON.encode(Versioned(value)), as: UTF8.self), to: STDOUT_FILENO)
    } else {
      for line in lines() { write(line, to: STDOUT_FILENO) }
    }
  }

  /// Writes a line that is data in a form of its own.
  func write(data line: String) { write(line, to: STDOUT_FILENO) }

  /// Tells people something on standard error; silent where a program listens.
  func tell(_ text: Bilingual, _ values: [String: String] = [:]) {
    if !isJSON { write(text.filled(in: language, with: values), to: STDERR_FILENO) }
  }

  /// Tells of a failure: message and hint to people, the code to programs.
  func report(_ error: CPSError) {
    if isJSON { try? show(FailureReport(error, in: language), or: []) }
    write("cpsauth: \(error.message(in: language))", to: STDERR_FILENO)
    write(error.hint(in: language), to: STDERR_FILENO)
  }

  private func write(_ line: String, to descriptor: Int32) {
    var rest = Array((line + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody reads any more: there is no one to tell.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// Puts the version of the form beside the members of a value.
private struct Versioned<Value: Encodable>: Encodable {
  private enum Key: String, CodingKey {
    case schema
  }

  private let value: Value

  init(_ value: Value) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
  }
}
