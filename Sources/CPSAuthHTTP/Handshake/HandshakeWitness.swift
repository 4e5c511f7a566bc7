internal import CPSDiagnostics
internal import CPSTrust
internal import NIOCore
internal import NIOSSL
private import Synchronization

/// Sees what the client of one connection shows in its handshake, and keeps it for the requests that follow.
///
/// A connection that takes up an earlier session has no such moment, so that nothing is kept: the card signed
/// nothing then (igc-sante.md section 4, rule 20). Requests come only after the handshake has ended, and with it the
/// check that the client holds the key.
final class HandshakeWitness: ChannelInboundHandler, Sendable {
  typealias InboundIn = NIOAny

  private let certificates = Mutex<[[UInt8]]>([])

  /// Keeps what the client sent; whether it is any good is judged as a certificate in a proof is, and not here.
  func see(_ shown: [NIOSSLCertificate]) {
    // What cannot be encoded again stands there as nothing, and is refused as such.
    let encoded = shown.map { (try? $0.toDERBytes()) ?? [] }
    certificates.withLock { $0 = encoded }
  }

  /// What the client of a connection showed; nil where TLS did not end here, or it showed nothing.
  ///
  /// - Throws: ``Diagnostic/tlsClientRefused`` when it showed something in an earlier connection alone, or under a
  ///   version of TLS that does not count.
  static func presentation(of channel: any Channel) async throws(CPSError) -> TLSClientPresentation? {
    guard let witness = try? await channel.pipeline.handler(type: HandshakeWitness.self).get() else {
      return nil
    }
    let seen = witness.certificates.withLock { $0 }
    let peer = try? await channel.nioSSL_peerCertificate().get()
    guard !seen.isEmpty || peer != nil else { return nil }
    guard let version = await version(of: channel) else {
      throw CPSError(.tlsClientRefused, ["detail": "TLS version"], reason: "rule 18: TLS version")
    }
    return try .handshakeEndedHere(
      peerCertificates: seen.isEmpty ? [[0]] : seen, version: version, isResumed: seen.isEmpty)
  }

  private static func version(of channel: any Channel) async -> TLSProtocolVersion? {
    switch try? await channel.nioSSL_tlsVersion().get() {
    case .tlsv12: .tls12
    case .tlsv13: .tls13
    default: nil
    }
  }
}
