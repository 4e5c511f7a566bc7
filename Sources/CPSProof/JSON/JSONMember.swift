/// One member of a JSON object: a name and what stands behind it.
struct JSONMember: Sendable {
  let name: String
  let value: JSONValue
}
