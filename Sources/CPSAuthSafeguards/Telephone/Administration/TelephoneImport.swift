internal import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// A file of accounts with the last five characters of their bank details: one a line, `pharmacie-42;13M02`.
///
/// Whoever makes it leaves out the rest of the details before they come near this service.
public enum TelephoneImport {
  /// The longest file, in bytes: some hundred thousand accounts.
  public static let maximumLength = 4_194_304
  /// How many lines of a refused file are named.
  static let maximumNamed = 20

  private static let (newline, carriageReturn, separator, comment): (UInt8, UInt8, UInt8, UInt8) = (
    0x0A, 0x0D, 0x3B, 0x23
  )

  /// Reads a file; the codes are all that is left of the characters.
  ///
  /// Blank lines, and those that begin with `#`, say nothing.
  ///
  /// - Parameter path: how messages name the file.
  /// - Throws: ``Diagnostic/telephoneImportRefused`` with the numbers of the lines that are not an account and five
  ///   characters, or name an account again; nothing of them is in the error, and no line of the file counts.
  public static func read(
    _ bytes: borrowing SecretBytes, named path: String, under ring: TelephoneKeyRing
  ) throws(CPSError) -> [TelephoneClaim] {
    var claims: [TelephoneClaim] = []
    var seen: Set<AccountName> = []
    var refused: [Int] = []
    try forEachLine(of: bytes) { (number, line) throws(CPSError) in
      defer { SecretBytes.wipe(&line) }
      guard line.contains(where: { $0 != 0x20 }), line.first != comment else { return }
      guard let claim = try claim(of: &line, under: ring), seen.insert(claim.account).inserted else {
        return refused.append(number)
      }
      claims.append(claim)
    }
    guard refused.isEmpty, !claims.isEmpty else { throw refusal(refused, path) }
    return claims
  }

  /// What one line says; nil for what cannot be meant.
  private static func claim(
    of line: inout [UInt8], under ring: TelephoneKeyRing
  ) throws(CPSError) -> TelephoneClaim? {
    // The last, since the name of an account may have one.
    guard let end = line.lastIndex(of: separator) else { return nil }
    var characters = Array(line[(end + 1)...])
    guard let name = String(validating: line[..<end], as: UTF8.self) else {
      SecretBytes.wipe(&characters)
      return nil
    }
    do throws(CPSError) {
      let said = try BankCharacters(wiping: &characters)
      return try ring.claim(of: said, for: try CalledAccount(name).name)
    } catch {
      guard [.bankDetailsWhole, .bankCharactersMalformed, .inputMalformed].contains(error.diagnostic) else {
        throw error
      }
      return nil
    }
  }

  private static func forEachLine(
    of bytes: borrowing SecretBytes, _ body: (Int, inout [UInt8]) throws(CPSError) -> Void
  ) throws(CPSError) {
    try bytes.withBytes { (bytes) throws(CPSError) in
      var (number, start) = (0, 0)
      for place in 0...bytes.count where place == bytes.count || bytes[place] == newline {
        number += 1
        // Of the right length at once: what grows leaves copies behind.
        var line = (start..<place).map { bytes[$0] }
        if line.last == carriageReturn { line.removeLast() }
        try body(number, &line)
        start = place + 1
      }
    }
  }

  private static func refusal(_ lines: [Int], _ path: String) -> CPSError {
    let named = lines.prefix(maximumNamed).map(String.init).joined(separator: ", ")
    return CPSError(
      .telephoneImportRefused,
      [
        "path": path, "count": String(lines.count),
        "lines": lines.count > maximumNamed ? named + "…" : named.isEmpty ? "-" : named,
      ])
  }
}
