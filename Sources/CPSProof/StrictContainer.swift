public import CPSDiagnostics
internal import CPSPrimitives

/// A JSON object of which every member is known, read with one error for everything that is wrong.
///
/// Used by both halves for every object of docs/protocol.md.
public struct StrictContainer<Key: CodingKey & CaseIterable> {
  /// Who hands out the members.
  private enum Source {
    /// A message that ``ProtocolJSON`` reads: most are short, and the boxes of Codable take longer than what is in them.
    case message(JSONMembers)
    /// Any other decoder.
    case container(KeyedDecodingContainer<Key>)
  }

  private let source: Source
  private let diagnostic: Diagnostic

  /// Opens the object; a member that `Key` does not name is refused.
  ///
  /// - Parameter takesOthers: whether such members are passed over instead, for objects whose standard says so.
  /// - Throws: `diagnostic`.
  public init(
    _ decoder: any Decoder, _: Key.Type, otherwise diagnostic: Diagnostic, takesOthers: Bool = false
  ) throws {
    self.diagnostic = diagnostic
    do {
      source = try Self.source(decoder)
      if !takesOthers,
        let stranger = try Self.names(decoder, source).first(where: { Key(stringValue: $0) == nil })
      {
        throw CPSError(diagnostic, reason: "unknown member \(stranger)")
      }
    } catch let error as CPSError {
      throw error
    } catch {
      throw CPSError(diagnostic, reason: "not a JSON object")
    }
  }

  private static func source(_ decoder: any Decoder) throws -> Source {
    guard let message = decoder as? JSONValueDecoder else {
      return .container(try decoder.container(keyedBy: Key.self))
    }
    return .message(try message.members())
  }

  private static func names(_ decoder: any Decoder, _ source: Source) throws -> [String] {
    switch source {
    case .message(let members): members.all.map(\.name)
    case .container: try decoder.container(keyedBy: AnyMember.self).allKeys.map(\.stringValue)
    }
  }

  /// Refuses any other version than `expected`.
  public func requireSchema(_ expected: Int, at key: Key) throws {
    let schema: Int = try value(key)
    guard schema == expected else { throw CPSError(diagnostic, reason: "schema \(schema)") }
  }

  /// A member that must be there.
  public func value<Value: Decodable>(_ key: Key) throws -> Value {
    guard let value: Value = try optionalValue(key) else {
      throw CPSError(diagnostic, reason: "member \(key.stringValue)")
    }
    return value
  }

  /// A member that may be missing or null.
  public func optionalValue<Value: Decodable>(_ key: Key) throws -> Value? {
    do {
      switch source {
      case .message(let members):
        guard let decoder = members[key.stringValue], !decoder.decodeNil() else { return nil }
        return try decoder.decode(Value.self)
      case .container(let container): return try container.decodeIfPresent(Value.self, forKey: key)
      }
    } catch { throw refusal(key, error) }
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
