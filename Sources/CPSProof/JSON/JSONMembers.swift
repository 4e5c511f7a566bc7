/// The members of an object, which are asked for by name.
struct JSONMembers: Sendable {
  /// From how many members on they are looked up in a table.
  private static let many = 16

  /// The members, in the order in which they were sent.
  let all: [JSONMember]
  private let document: JSONDocument
  private let table: [String: JSONValue]

  init(_ document: JSONDocument, _ members: [JSONMember]) {
    self.document = document
    all = members
    guard members.count >= Self.many else {
      table = [:]
      return
    }
    table = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// Decodes the member of a name; nil where there is none.
  subscript(name: String) -> JSONValueDecoder? {
    let value = table.isEmpty ? all.first { $0.name == name }?.value : table[name]
    return value.map { JSONValueDecoder(document, $0) }
  }

  /// Decodes the object itself.
  var object: JSONValueDecoder { JSONValueDecoder(document, .object(all)) }
}
