import CPSConfiguration
import CPSDiagnostics

/// A list of fingerprints as `sha256sum` writes it: 64 hexadecimal digits, two blanks, a file name.
enum PinsFile {
  private static let maximumLength = 16_384

  /// The fingerprints of a list.
  ///
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationInvalid`` with the line.
  static func fingerprints(at path: String) throws(CPSError) -> [String] {
    let bytes = try BoundedFile.bytes(at: path, atMost: maximumLength + 1)
    guard bytes.count <= maximumLength, let text = String(validating: bytes, as: UTF8.self) else {
      throw CPSError(.configurationInvalid, ["place": path, "detail": "too long, or not UTF-8"])
    }
    var fingerprints: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let fingerprint = line.prefix(64)
      guard fingerprint.count == 64, line.dropFirst(64).hasPrefix("  "),
        fingerprint.allSatisfy({ $0.isASCII && $0.isHexDigit })
      else {
        throw CPSError(
          .configurationInvalid, ["place": "\(path):\(index + 1)", "detail": "not a line of sha256sum"])
      }
      fingerprints.append(String(fingerprint))
    }
    return fingerprints
  }
}
