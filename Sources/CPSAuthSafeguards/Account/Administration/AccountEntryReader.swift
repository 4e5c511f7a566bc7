public import CPSDiagnostics
internal import CPSAuth
internal import CPSProof
internal import CPSTrust

/// Reads a list of initial accounts: CSV with a header, or one JSON object a line.
public enum AccountEntryReader {
  private static let header = "account,owner,email"
  private static let maximumLineLength = 2_048

  /// The accounts of a list, all or none.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` with the number of the first line that cannot be meant, or that names an
  ///   account for a second time.
  public static func entries(in text: String) throws(CPSError) -> [AccountEntry] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let isTable = lines.first.map { $0 == header } ?? false
    var entries: [AccountEntry] = []
    var seen: Set<AccountName> = []
    for (index, line) in lines.enumerated().dropFirst(isTable ? 1 : 0) where !line.isEmpty {
      let entry: AccountEntry
      do throws(CPSError) {
        entry = try isTable ? row(line) : object(line)
      } catch {
        throw CPSError(.accountListInvalid, ["detail": "\(index + 1)"], reason: error.description)
      }
      guard seen.insert(entry.name).inserted else {
        throw CPSError(.accountListInvalid, ["detail": "\(index + 1)"], reason: "an account twice")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw CPSError(.accountListInvalid, ["detail": "1"], reason: "no account") }
    return entries
  }

  /// Three cells without quotes: none of them may hold a comma anyway.
  private static func row(_ line: Substring) throws(CPSError) -> AccountEntry {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 3, !line.contains("\"") else {
      throw CPSError(.inputMalformed, ["detail": header], reason: "three cells without quotes")
    }
    return try entry(cells[0], cells[1], cells[2])
  }

  private static func object(_ line: Substring) throws(CPSError) -> AccountEntry {
    guard line.utf8.count <= maximumLineLength else {
      throw CPSError(.inputMalformed, ["detail": header], reason: "length of the line")
    }
    let object = try ProtocolJSON.decode(Object.self, from: Array(line.utf8), otherwise: .inputMalformed)
    return try entry(object.account, object.owner ?? "", object.email ?? "")
  }

  private static func entry(
    _ account: String, _ owner: String, _ email: String
  ) throws(CPSError) -> AccountEntry {
    try AccountEntry(
      AccountName(account), owner: owner.isEmpty ? nil : NationalIdentifier(owner),
      address: email.isEmpty ? nil : MailAddress(email))
  }

  /// One line of JSON.
  private struct Object: Decodable {
    let account: String
    let owner: String?
    let email: String?

    private enum Key: String, CodingKey, CaseIterable {
      case account, owner, email
    }

    init(from decoder: any Decoder) throws {
      let container = try StrictContainer(decoder, Key.self, otherwise: .inputMalformed)
      account = try container.string(.account)
      owner = try container.optionalValue(.owner)
      email = try container.optionalValue(.email)
    }
  }
}
