public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// Fetches the pinned authorities and their lists from where they are published, or from a mirror.
///
/// In clear, as IGC-Santé publishes: what comes counts for its pin or its signature alone. What does not come
/// keeps nothing else out, and what is in the store stays.
public struct TrustFetcher: Sendable {
  /// The time for one certificate, all in all.
  private static let certificateDeadline = Duration.seconds(10)
  /// The time for one list, all in all.
  private static let listDeadline = Duration.seconds(120)

  private let directory: TrustDirectory
  private let transport: any PublicationTransport
  private let publications: [(name: AuthorityName, place: OfficialPublication)]

  /// A fetcher.
  ///
  /// - Parameter mirror: where the files lie instead of the official host; needed for a synthetic tree, which
  ///   has no official one.
  /// - Throws: ``Diagnostic/publicationAddressRefused`` for a mirror of another form.
  public init(
    into directory: TrustDirectory, over transport: any PublicationTransport, mirror: String? = nil
  ) throws(CPSError) {
    let environment = directory.pins.environment
    var publications: [(AuthorityName, OfficialPublication)] = []
    for name in AuthorityName.all(in: environment) {
      let place: OfficialPublication? =
        if let mirror {
          try OfficialPublication(of: name, in: environment, at: mirror)
        } else {
          OfficialPublication(of: name, in: environment)
        }
      if let place { publications.append((name, place)) }
    }
    self.directory = directory
    self.transport = transport
    self.publications = publications
  }

  /// Fetches each authority that is not in the store yet, and the list of each that is there then.
  ///
  /// - Throws: ``Diagnostic/cancelled``, ``Diagnostic/trustStoreBusy``, ``Diagnostic/outputFailed``.
  public func fetch(by clock: any WallClock) async throws(CPSError) -> TrustFetch {
    var fetch = TrustFetch()
    var files: [(name: String, bytes: [UInt8])] = []
    var strangers: [String] = []
    var present = Set(directory.store.soundAuthorities().map(\.name))
    for (name, place) in publications where !present.contains(name) {
      let bytes = try await file(
        at: place.certificate, upTo: Certificate.maximumLength, within: Self.certificateDeadline, &fetch)
      guard let bytes else { continue }
      switch try? Certificate(der: bytes) {
      case let certificate? where directory.pins.contains(certificate): present.insert(name)
      // Outside production the administrator pins what is needed, which need not be all.
      case .some where directory.pins.environment != .production:
        strangers.append(place.certificate.text)
        continue
      default: break
      }
      files.append((place.certificate.text, bytes))
    }
    for (name, place) in publications where present.contains(name) {
      let bytes = try await file(
        at: place.revocationList, upTo: RevocationList.maximumLength, within: Self.listDeadline, &fetch)
      if let bytes { files.append((place.revocationList.text, bytes)) }
    }
    var intake = TrustIntake(into: directory.store, at: clock.now())
    for (name, bytes) in files { intake.read(bytes, named: name) }
    fetch.intake = try intake.finish(bundlesBy: nil)
    fetch.intake.passedOver += strangers.map { ($0, CPSError(.anchorNotPinned, ["detail": $0])) }
    return fetch
  }

  private func file(
    at address: PublicationAddress, upTo maximumLength: Int, within deadline: Duration,
    _ fetch: inout TrustFetch
  ) async throws(CPSError) -> [UInt8]? {
    do throws(CPSError) {
      return try await transport.file(at: address, upTo: maximumLength, within: deadline)
    } catch {
      guard error.diagnostic != .cancelled else { throw error }
      fetch.unavailable.append((address.text, error))
      return nil
    }
  }
}

extension AuthorityName {
  /// The nine names of a world, each root before the two under it.
  fileprivate static func all(in environment: TrustEnvironment) -> [AuthorityName] {
    let origin: IssuerOrigin =
      switch environment {
      case .production: .production
      case .test: .test
      case .synthetic: .synthetic
      }
    return CertificateFamily.allCases.flatMap { family in
      AuthorityDuty.allCases.map { AuthorityName(origin: origin, family: family, duty: $0) }
    }
  }

  private init(origin: IssuerOrigin, family: CertificateFamily, duty: AuthorityDuty) {
    self.origin = origin
    self.family = family
    self.duty = duty
  }
}
