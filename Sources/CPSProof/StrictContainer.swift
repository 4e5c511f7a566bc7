public import CPSDiagnostics
internal import CPSPrimitives

/// A JSON object of which every member is known, read with one error for everything that is wrong.
///
/// Used by both halves for every object of docs/protocol.md.
public struct StrictContainer<Key: CodingKey & CaseIterable> {
  private let container: KeyedDecodingContainer<Key>
  private let diagnostic: Diagnostic

  /// Opens the object; a member that `Key` does not name is refused.
  ///
  /// - Throws: `diagnostic`.
  public init(_ decoder: any Decoder, _: Key.Type, otherwise diagnostic: Diagnostic) throws {
    self.diagnostic = diagnostic
    do {
      let names = try decoder.container(keyedBy: AnyMember.self).allKeys
      if let stranger = names.first(where: { Key(stringValue: $0.stringValue) == nil }) {
        throw CPSError(diagnostic, reason: "unknown member \(stranger.stringValue)")
      }
      container = try decoder.container(keyedBy: Key.self)
    } catch let error as CPSError {
      throw error
    } catch {
      throw CPSError(diagnostic, reason: "not a JSON object")
    }
  }

  /// Refuses any other version than `expected`.
  public func requireSchema(_ expected: Int, at key: Key) throws {
    let schema: Int = try value(key)
    guard schema == expected else { throw CPSError(diagnostic, reason: "schema \(schema)") }
  }

  /// A member that must be there.
  public func value<Value: Decodable>(_ key: Key) throws -> Value {
    do { return try container.decode(Value.self, forKey: key) } catch { throw refusal(key, error) }
  }

  /// A member that may be missing or null.
  public func optionalValue<Value: Decodable>(_ key: Key) throws -> Value? {
    do { return try container.decodeIfPresent(Value.self, forKey: key) } catch { throw refusal(key, error) }
  }

  /// A text that must be there.
  public func string(_ key: Key) throws -> String { try value(key) }

  /// Base64url text of at most `limit` bytes.
  public func bytes(_ key: Key, atMost limit: Int) throws -> [UInt8] {
    let text = try string(key)
    guard text.utf8.count <= (limit * 4 + 2) / 3, let bytes = Base64URL.decode(text) else {
      throw CPSError(diagnostic, reason: "member \(key.stringValue)")
    }
    return bytes
  }

  private func refusal(_ key: Key, _ error: any Error) -> CPSError {
    if let known = error as? CPSError, known == CPSError(diagnostic) { return known }
    return CPSError(diagnostic, reason: "member \(key.stringValue)")
  }
}

/// Any member of a JSON object, by name.
private struct AnyMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
