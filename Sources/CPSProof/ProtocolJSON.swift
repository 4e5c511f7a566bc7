public import CPSDiagnostics
internal import FoundationEssentials

/// The JSON of the protocol: deterministic when written, bounded and strict when read.
public enum ProtocolJSON {
  /// The longest message, in bytes.
  public static let maximumLength = 32_768

  /// The message as UTF-8, members in lexicographic order.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the value cannot be encoded.
  public static func encode(_ value: some Encodable) throws(CPSError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do { return Array(try encoder.encode(value)) } catch {
      throw CPSError(.internalFault, reason: "JSON encoding")
    }
  }

  /// Reads a message.
  ///
  /// - Throws: what the type throws about its content, or `diagnostic` when it is not JSON of that form.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], otherwise diagnostic: Diagnostic
  ) throws(CPSError) -> Value {
    guard bytes.count <= maximumLength else { throw CPSError(diagnostic, reason: "message too long") }
    guard JSONGrammar.accepts(bytes) else {
      throw CPSError(diagnostic, reason: "not JSON, a member twice, or too deep")
    }
    do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch let error as CPSError {
      throw error
    } catch {
      throw CPSError(diagnostic, reason: "JSON")
    }
  }
}
