public import CPSDiagnostics
internal import CPSProof
public import HTTPTypes
public import Hummingbird
internal import NIOCore

/// Bodies of requests and answers: strict, bounded JSON one way, deterministic JSON the other.
public enum JSONBody {
  private static let type = "application/json"

  /// Reads the body of a request.
  ///
  /// The media type is demanded, since a page of another site can send a form without asking anybody, but no
  /// JSON (attack case HN-24).
  ///
  /// - Throws: ``Diagnostic/requestMalformed``, `diagnostic`, what the type throws about its content, or the
  ///   error of a body longer than ``ProtocolJSON/maximumLength``.
  public static func read<Value: Decodable>(
    _: Value.Type, from request: Request, otherwise diagnostic: Diagnostic
  ) async throws -> Value {
    let mediaType = request.headers[.contentType]?.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    guard mediaType == type else {
      throw CPSError(.requestMalformed, ["detail": "Content-Type is not \(type)"])
    }
    // Said at once, so that a client that waits with its body need not send it.
    if let length = request.headers[.contentLength].flatMap(Int.init), length > ProtocolJSON.maximumLength {
      throw NIOTooManyBytesError(maxBytes: ProtocolJSON.maximumLength)
    }
    let bytes = try await request.body.collect(upTo: ProtocolJSON.maximumLength)
    do throws(CPSError) {
      return try ProtocolJSON.decode(Value.self, from: Array(bytes.readableBytesView), otherwise: diagnostic)
    } catch {
      throw told(error)
    }
  }

  /// Says what is wrong with the request where the row has a place for it.
  private static func told(_ error: CPSError) -> CPSError {
    guard error == CPSError(.requestMalformed), error.values.isEmpty else { return error }
    return CPSError(.requestMalformed, ["detail": error.reason ?? "JSON"], reason: error.reason)
  }

  /// An answer with a JSON body.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the value cannot be encoded.
  public static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    Response(
      status: status, headers: [.contentType: type],
      body: .init(byteBuffer: ByteBuffer(bytes: try ProtocolJSON.encode(value))))
  }
}
