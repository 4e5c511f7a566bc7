public import CPSDiagnostics

/// The JSON of the protocol: deterministic when written, bounded and strict when read.
public enum ProtocolJSON {
  /// The longest message, in bytes.
  public static let maximumLength = 32_768
  /// Most messages are shorter; of those that are not the array grows.
  private static let usualLength = 1_024

  /// The message as UTF-8, members in lexicographic order.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the value cannot be encoded.
  public static func encode(_ value: some Encodable) throws(CPSError) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(usualLength)
    do { try JSONValueEncoder.output(of: value).append(to: &text) } catch {
      throw CPSError(.internalFault, reason: "JSON encoding")
    }
    return text
  }

  /// Reads a message.
  ///
  /// - Throws: what the type throws about its content, or `diagnostic` when it is not JSON of that form.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], otherwise diagnostic: Diagnostic
  ) throws(CPSError) -> Value {
    guard bytes.count <= maximumLength else { throw CPSError(diagnostic, reason: "message too long") }
    guard let document = JSONDocument(bytes) else {
      throw CPSError(diagnostic, reason: "not JSON, a member twice, or too deep")
    }
    do { return try type.init(from: JSONValueDecoder(document)) } catch let error as CPSError {
      throw error
    } catch {
      throw CPSError(diagnostic, reason: "JSON")
    }
  }
}
