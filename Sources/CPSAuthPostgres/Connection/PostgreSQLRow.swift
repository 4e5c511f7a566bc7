internal import CPSDiagnostics
internal import CPSPrimitives

/// A row of an answer; what is not there, or of another form than expected, is a damaged database.
struct PostgreSQLRow: Sendable {
  private let columns: [String: Int]
  private let values: [[UInt8]?]

  init(columns: [String: Int], values: [[UInt8]?]) {
    self.columns = columns
    self.values = values
  }

  func bytes(_ name: String) throws(CPSError) -> [UInt8] { try required(name, try optionalBytes(name)) }

  func text(_ name: String) throws(CPSError) -> String { try required(name, try optionalText(name)) }

  func integer(_ name: String) throws(CPSError) -> Int64 { try required(name, try optionalInteger(name)) }

  func moment(_ name: String) throws(CPSError) -> Timestamp {
    Timestamp(millisecondsSince1970: try integer(name))
  }

  func optionalMoment(_ name: String) throws(CPSError) -> Timestamp? {
    try optionalInteger(name).map(Timestamp.init(millisecondsSince1970:))
  }

  func boolean(_ name: String) throws(CPSError) -> Bool {
    switch try bytes(name) {
    case [0]: return false
    case [1]: return true
    default: throw damaged(name)
    }
  }

  func optionalBytes(_ name: String) throws(CPSError) -> [UInt8]? {
    guard let index = columns[name] else { throw damaged(name) }
    return values[index]
  }

  func optionalText(_ name: String) throws(CPSError) -> String? {
    guard let bytes = try optionalBytes(name) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw damaged(name) }
    return text
  }

  func optionalInteger(_ name: String) throws(CPSError) -> Int64? {
    guard let bytes = try optionalBytes(name) else { return nil }
    guard bytes.count == Int64.bitWidth / 8 else { throw damaged(name) }
    return bytes.reduce(0) { $0 << 8 | Int64($1) }
  }

  private func required<Value>(_ name: String, _ value: Value?) throws(CPSError) -> Value {
    guard let value else { throw damaged(name) }
    return value
  }

  private func damaged(_ name: String) -> CPSError { CPSError(.storeCorrupt, ["detail": "column \(name)"]) }
}
