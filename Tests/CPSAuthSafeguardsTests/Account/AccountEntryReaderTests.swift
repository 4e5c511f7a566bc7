import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSTrust
import Testing

@Suite struct AccountEntryReaderTests {
  @Test func `a table and lines of JSON say the same`() throws {
    let table = """
      account,owner,email
      pharmacie-42,899900123029,contact@pharmacie.example
      cabinet,,cabinet@mail.example\r

      carte,899900123011,
      """
    let lines = """
      {"account":"pharmacie-42","owner":"899900123029","email":"contact@pharmacie.example"}
      {"account":"cabinet","email":"cabinet@mail.example"}

      {"account":"carte","owner":"899900123011"}
      """
    let entries = try AccountEntryReader.entries(in: table)
    #expect(entries.map(\.name.text) == ["pharmacie-42", "cabinet", "carte"])
    #expect(entries.map { $0.owner?.text } == ["899900123029", nil, "899900123011"])
    #expect(entries.map { $0.address?.text } == ["contact@pharmacie.example", "cabinet@mail.example", nil])
    #expect(try AccountEntryReader.entries(in: lines) == entries)
  }

  @Test(arguments: [
    "", "account,owner,email\n", "a,b,c", "account,owner,email\npharmacie,,\n",
    "account,owner,email\npharmacie,899900123020,a@b.example", "account,owner,email\na,,no address",
    "account,owner,email\na,,a@b.example\na,,c@b.example", "account,owner,email\na,a@b.example",
    "account,owner,email\n\"a\",,a@b.example", "account,owner,email\n,,a@b.example",
    "account,owner,email\na;b,,a@b.example", #"{"account":"a","email":"a@b.example","password":"x"}"#,
    "account,owner,email\n  a,,a@b.example", "account,owner,email\na b,,a@b.example",
    "account,owner,email\n#a,,a@b.example", "account,owner,email\neveryone,,a@b.example",
    "account,owner,email\nstate:open,,a@b.example", #"{"account":"a\u00A0","email":"a@b.example"}"#,
    #"{"account":"a"}"#, #"["a"]"#, #"{"account":"a","account":"b","email":"a@b.example"}"#,
  ])
  func `a list that could be misread is refused whole`(text: String) {
    #expect(throws: CPSError(.accountListInvalid)) { try AccountEntryReader.entries(in: text) }
  }

  @Test func `the refusal names the line`() {
    do {
      _ = try AccountEntryReader.entries(in: "account,owner,email\na,,a@b.example\nb,,")
      Issue.record("read")
    } catch { #expect(error.values["detail"] == "3") }
  }

  @Test func `lists of accounts are read line by line`() throws {
    let references = try AccountReference.all(
      inLines: "# leaked in May\npharmacie-42\n\n  contact@pharmacie.example \r\n# end")
    #expect(references.map(\.text) == ["pharmacie-42", "contact@pharmacie.example"])
    for wrong in ["a b", "a;b", "ok\n\u{7}", String(repeating: "x", count: 300)] {
      #expect(throws: CPSError(.accountListInvalid)) { try AccountReference.all(inLines: wrong) }
    }
    let many = try (0..<1_201).map { try AccountReference("account-\($0)") }
    #expect(try AccountList.all(of: many).map(\.references.count) == [500, 500, 201])
    #expect(throws: CPSError(.accountListInvalid)) { try AccountList.all(of: []) }
    #expect(throws: CPSError(.accountListInvalid)) { try AccountList(many) }
  }
}
