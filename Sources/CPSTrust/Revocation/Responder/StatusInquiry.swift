public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// Asks the status responder about a professional who has just been verified.
///
/// What it says adds to the revocation lists and never replaces them: revoked by either refuses. Only who holds
/// a ``VerifiedProfessional`` can ask, so that nothing is sent for a certificate that is not trusted yet or
/// whose key was not shown (attack case HN-14). It is for logins, never for the gate, and at most
/// ``deadline`` is spent on it.
public struct StatusInquiry: Sendable {
  /// The time that an inquiry may take in all (attack case HN-11).
  public static let deadline = Duration.seconds(2)

  private let rules: StatusInquiryRules
  private let book: RevocationBook
  private let transport: any StatusTransport
  private let clock: any WallClock
  private let random: any RandomSource
  private let judge: StatusJudge

  /// An inquiry under the anchors of `book`.
  ///
  /// - Parameters:
  ///   - rules: how to ask, and what an answer must be.
  ///   - book: the authorities, and the lists that say whether a responder is revoked.
  ///   - transport: reaches the responder that the administrator named.
  ///   - clock: the service's time.
  ///   - random: gives the nonces.
  public init(
    _ rules: StatusInquiryRules = .standard, book: RevocationBook, transport: any StatusTransport,
    clock: any WallClock, random: any RandomSource
  ) {
    self.rules = rules
    self.book = book
    self.transport = transport
    self.clock = clock
    self.random = random
    judge = StatusJudge(.cards(nonce: rules.nonce))
  }

  /// The same professional with what the responder said; asked once, never again.
  ///
  /// - Throws: ``Diagnostic/certificateRevoked`` or ``Diagnostic/statusUnknown`` when the responder says so;
  ///   where the rules say to refuse without an answer, ``Diagnostic/statusUnanswered`` or
  ///   ``Diagnostic/statusRefused``; ``Diagnostic/environmentMismatch`` for a professional of another world;
  ///   ``Diagnostic/randomnessUnavailable``, ``Diagnostic/cancelled``.
  public func confirm(_ professional: VerifiedProfessional) async throws(CPSError) -> VerifiedProfessional {
    guard professional.environment == book.anchors.environment,
      let issuer = book.anchors.authorities.first(where: {
        $0.keyIdentifier == professional.issuerKeyIdentifier
      })
    else { throw CPSError(.environmentMismatch, reason: "verified under other anchors") }
    let identifier = try CertificateIdentifier(
      serialNumber: professional.serialNumber, issuedBy: issuer.certificate, digest: rules.identifier)
    let request = StatusRequest(about: identifier, nonce: try StatusNonce(from: random))
    var confirmed = professional
    do {
      confirmed.status = .good(try await facts(request, issuer))
    } catch {
      let missing = try Self.missingAnswer(error)
      guard rules.unanswered == .alarm else { throw missing }
      confirmed.status = .unanswered(code: missing.diagnostic.code)
      confirmed.alarms.append(missing)
    }
    return confirmed
  }

  private func facts(_ request: StatusRequest, _ issuer: Authority) async throws(CPSError) -> StatusFacts {
    let bytes = try await answer(to: request)
    let moment = clock.now()
    return try judge.status(
      of: request.identifier.serialNumber, issuedBy: issuer.certificate,
      in: try StatusResponse(der: bytes), answering: request, at: moment
    ) { (responder) throws(CPSError) in
      book.standing(of: responder, issuedBy: issuer, at: moment)
    }
  }

  private func answer(to request: StatusRequest) async throws(CPSError) -> [UInt8] {
    do {
      return try await transport.answer(
        to: request.der, upTo: StatusResponse.maximumLength, within: Self.deadline)
    } catch {
      guard ![CPSError(.cancelled), CPSError(.statusUnanswered)].contains(error) else { throw error }
      throw CPSError(.statusUnanswered, ["detail": error.diagnostic.code], reason: "\(error)")
    }
  }

  /// The error of an answer that is missing or cannot be relied on, whose consequence is a matter of policy.
  ///
  /// - Throws: `error` itself, when it is what the responder says about the card or a fault of ours.
  private static func missingAnswer(_ error: CPSError) throws(CPSError) -> CPSError {
    switch error.diagnostic {
    case .statusUnanswered, .statusRefused: return error
    case .statusResponseMalformed: return CPSError(.statusRefused, error.values, reason: error.reason)
    default: throw error
    }
  }
}

extension RevocationBook {
  /// What the lists say about the certificate of a responder.
  fileprivate func standing(
    of responder: Certificate, issuedBy issuer: Authority, at moment: Timestamp
  ) -> DelegateStanding {
    do throws(CPSError) {
      _ = try status(of: responder, issuedBy: issuer, at: moment)
      return .notRevoked
    } catch {
      return error == CPSError(.certificateRevoked) ? .revoked : .unknown
    }
  }
}
