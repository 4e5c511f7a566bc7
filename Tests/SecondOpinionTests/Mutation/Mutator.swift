import OpenSSLKit

/// Alters certificates, the same from the same seed.
struct Mutator {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// What somebody made of a specimen.
  struct Result {
    let mutation: Mutation
    /// Whether a key of the tree signed what was altered.
    let isResigned: Bool
    let der: [UInt8]
  }

  /// Alters a specimen, which is another one afterwards.
  mutating func mutate(_ specimen: Specimen) throws -> Result {
    while true {
      // Some alterations change nothing, such as an exchange of two members that are the same.
      let result = try attempt(specimen)
      if result.der != specimen.der { return result }
    }
  }

  /// Alters a specimen in one way, now and then in two, and signs it again more often than not.
  private mutating func attempt(_ specimen: Specimen) throws -> Result {
    let mutation = generator.pick(Mutation.allCases) ?? .bits
    if Self.blind.contains(mutation) { return try mutateBlindly(specimen, mutation) }
    var certificate = try SplicedCertificate(specimen.der)
    alter(&certificate, mutation)
    if generator.onceIn(8) { alter(&certificate, generator.pick(Self.aware) ?? .text) }
    // One in four keeps its old signature, one in sixteen bears another authority's.
    guard !generator.onceIn(4) else {
      return Result(mutation: mutation, isResigned: false, der: certificate.encoding)
    }
    let signer = generator.onceIn(12) ? specimen.otherSigner : specimen.signer
    return Result(
      mutation: mutation, isResigned: true, der: try certificate.encoding(signedBy: signer))
  }

  /// Those that know nothing of what the bytes mean.
  private static let blind: Set<Mutation> = [.bits, .octets, .cut, .appended]
  private static let aware = Mutation.allCases.filter { !blind.contains($0) }

  /// Alters the whole certificate, or its body, which is then signed again.
  private mutating func mutateBlindly(_ specimen: Specimen, _ mutation: Mutation) throws -> Result {
    let members = try DERElement(specimen.der).children()
    guard !generator.onceIn(3) else {
      return Result(mutation: mutation, isResigned: false, der: scramble(specimen.der, mutation))
    }
    let body = scramble(members[0].encoding, mutation)
    let signature = DEREncoding.bitString(try specimen.signer.sign(body, algorithm: .rs256))
    return Result(
      mutation: mutation, isResigned: true,
      der: DEREncoding.sequence(body, members[1].encoding, signature))
  }

  private mutating func scramble(_ bytes: [UInt8], _ mutation: Mutation) -> [UInt8] {
    var changed = bytes
    switch mutation {
    case .bits:
      for _ in 0...generator.below(3) {
        changed[generator.below(changed.count)] ^= 1 << generator.below(8)
      }
    case .octets:
      for _ in 0...generator.below(2) { changed[generator.below(changed.count)] = generator.byte() }
    case .cut: changed.removeLast(1 + generator.below(changed.count / 2))
    default: for _ in 0...generator.below(3) { changed.append(generator.byte()) }
    }
    return changed
  }

  private mutating func alter(_ certificate: inout SplicedCertificate, _ mutation: Mutation) {
    switch mutation {
    case .extensionRemoved, .extensionRepeated, .extensionsExchanged, .criticality, .extensionAdded,
      .extensionValueCut:
      alterExtensions(&certificate, mutation)
    case .dates, .dateForm, .serialNumber, .version, .algorithm, .issuerName, .subjectName, .key:
      alterField(&certificate, mutation)
    default: alterAnywhere(&certificate, mutation)
    }
  }
}

extension Mutator {
  private mutating func alterAnywhere(_ certificate: inout SplicedCertificate, _ mutation: Mutation) {
    var generator = self.generator
    defer { self.generator = generator }
    // Some alterations fit few elements: the first fitting one from a random place on.
    let start = generator.below(certificate.body.count)
    for offset in 0..<certificate.body.count {
      var isDone = false
      certificate.body.edit(at: (start + offset) % certificate.body.count) { element in
        isDone = ElementEdit.apply(mutation, to: &element, by: &generator)
      }
      if isDone { return }
    }
  }

  private mutating func alterExtensions(
    _ certificate: inout SplicedCertificate, _ mutation: Mutation
  ) {
    var generator = self.generator
    defer { self.generator = generator }
    certificate.editExtensions { ExtensionEdit.apply(mutation, to: &$0, by: &generator) }
  }

  private mutating func alterField(_ certificate: inout SplicedCertificate, _ mutation: Mutation) {
    var generator = self.generator
    defer { self.generator = generator }
    FieldEdit.apply(mutation, to: &certificate, by: &generator)
  }
}
