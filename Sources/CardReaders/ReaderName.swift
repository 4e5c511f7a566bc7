private import CPSDiagnostics

/// The name by which the resource manager knows a reader.
///
/// Bytes of the daemon's choosing, which need not be UTF-8: identity is that of the bytes, and the text is
/// for people only (attack case HR-11).
public struct ReaderName: Sendable, Hashable {
  /// The most bytes of a name, terminator included (`MAX_READERNAME`, pcsclite.h).
  static let maximumLength = 128

  /// The bytes as the resource manager gives them, without terminator.
  public let bytes: [UInt8]

  /// A name as a person typed it.
  public init(_ text: String) { bytes = Array(text.utf8.prefix { $0 != 0 }) }

  /// A name as the resource manager gave it; what follows a zero is left out.
  init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.prefix { $0 != 0 }) }

  /// The name as text, with U+FFFD where it is not UTF-8; not escaped.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The names in a list of zero-terminated strings that ends with an empty one.
  ///
  /// Total: a missing terminator ends the last name.
  static func names(inMultiString bytes: some Sequence<UInt8>) -> [ReaderName] {
    var names: [ReaderName] = []
    var current: [UInt8] = []
    for byte in bytes {
      if byte != 0 {
        current.append(byte)
      } else if current.isEmpty {
        return names
      } else {
        names.append(ReaderName(bytes: current))
        current = []
      }
    }
    return current.isEmpty ? names : names + [ReaderName(bytes: current)]
  }

  /// Calls `body` with the name as a C string.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { buffer in
      // The array has at least its terminator, so that its buffer has an address.
      guard let base = buffer.baseAddress else { return "".withCString(body) }
      return body(base)
    }
  }
}

extension ReaderName: CustomStringConvertible {
  /// The text, safe for a terminal.
  public var description: String { PrintableText.escaped(text) }
}
