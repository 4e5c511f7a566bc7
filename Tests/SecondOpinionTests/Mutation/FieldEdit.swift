/// Alterations of the fields of a certificate that know what they mean.
enum FieldEdit {
  static func apply(
    _ mutation: Mutation, to certificate: inout SplicedCertificate,
    by generator: inout SeededGenerator
  ) {
    switch mutation {
    case .dates: certificate.edit(.validity) { dates(&$0, by: &generator) }
    case .dateForm: certificate.edit(.validity) { dateForm(&$0, by: &generator) }
    case .serialNumber: certificate.edit(.serialNumber) { $0.bytes = serialNumber(by: &generator) }
    case .version: certificate.edit(.version) { version(&$0, by: &generator) }
    case .issuerName: certificate.edit(.issuer) { name(&$0, by: &generator) }
    case .subjectName: certificate.edit(.subject) { name(&$0, by: &generator) }
    case .key: certificate.edit(.key) { key(&$0, by: &generator) }
    default: algorithm(&certificate, by: &generator)
    }
  }

  /// Moments before, at and after that of the test: 2026-11-21T12:00:00Z.
  private static let moments = [
    "500101000000Z", "200101000000Z", "261121115959Z", "261121120000Z", "261121120001Z",
    "291231235959Z",
    "491231235959Z",
  ]

  private static func dates(_ validity: inout EditableElement, by generator: inout SeededGenerator) {
    guard validity.members.count == 2 else { return }
    guard !generator.onceIn(4) else { return validity.members.swapAt(0, 1) }
    let moment = generator.pick(moments) ?? ""
    validity.members[generator.below(2)] = EditableElement(tag: 0x17, bytes: Array(moment.utf8))
  }

  private static func dateForm(
    _ validity: inout EditableElement, by generator: inout SeededGenerator
  ) {
    guard validity.members.count == 2 else { return }
    let forms: [(UInt8, String)] = [
      (0x17, "2511010000Z"), (0x17, "251101000000+0100"), (0x17, "251131000000Z"),
      (0x17, "251101240000Z"),
      (0x18, "20251101000000Z"), (0x18, "20251101000000.5Z"), (0x18, "20251101000000"),
      (0x18, "99991231235959Z"), (0x18, "20510101000000Z"), (0x17, ""), (0x18, "202511010000Z"),
      (0x17, "251301000000Z"), (0x17, "25110100000 Z"), (0x18, "00000101000000Z"),
      (0x17, "251101000060Z"),
    ]
    guard let (tag, text) = generator.pick(forms) else { return }
    validity.members[generator.below(2)] = EditableElement(tag: tag, bytes: Array(text.utf8))
  }

  private static func serialNumber(by generator: inout SeededGenerator) -> [UInt8] {
    let lengths = [1, 8, 20, 21, 40]
    return switch generator.below(5) {
    case 0: [0x00]
    case 1: [0xFF]
    case 2: [0x80] + (0..<15).map { _ in generator.byte() }
    default: [0x40] + (1..<(generator.pick(lengths) ?? 1)).map { _ in generator.byte() }
    }
  }

  private static func version(_ field: inout EditableElement, by generator: inout SeededGenerator) {
    guard !field.members.isEmpty else { return }
    field.members[0].bytes = generator.pick([[0x00], [0x01], [0x03], [0x02, 0x00], [0xFF], []])
  }

  /// Rearranges a name: relative names dropped, repeated, exchanged, or joined into one.
  private static func name(_ field: inout EditableElement, by generator: inout SeededGenerator) {
    guard let index = field.members.indices.last.map({ generator.below($0 + 1) }) else { return }
    switch generator.below(5) {
    case 0: field.members.remove(at: index)
    case 1: field.members.append(field.members[index])
    case 2: field.members.swapAt(index, generator.below(field.members.count))
    case 3: field.members = []
    default:
      let joined = field.members.flatMap(\.members)
      field.members = [EditableElement(tag: 0x31, members: joined)]
    }
  }

  /// Alters the RSA key: exponent, modulus, or the name of its algorithm.
  private static func key(_ field: inout EditableElement, by generator: inout SeededGenerator) {
    guard field.members.count == 2, field.members[1].members.first?.members.count == 2 else {
      return
    }
    let exponents: [[UInt8]] = [[0x01], [0x03], [0x11], [0x00], [0x01, 0x00, 0x00], [0xFF]]
    switch generator.below(5) {
    case 0, 1: field.members[1].members[0].members[1].bytes = generator.pick(exponents)
    case 2:
      let modulus = field.members[1].members[0].members[0].bytes ?? []
      field.members[1].members[0].members[0].bytes =
        modulus.dropLast() + [(modulus.last ?? 1) & 0xFE]
    case 3:
      let modulus = field.members[1].members[0].members[0].bytes ?? []
      field.members[1].members[0].members[0].bytes = Array(modulus.prefix(1 + generator.below(200)))
    default: field.members[0].members.removeLast()
    }
  }

  /// Names another algorithm inside, outside or in both places, or drops its parameters.
  private static func algorithm(
    _ certificate: inout SplicedCertificate, by generator: inout SeededGenerator
  ) {
    // PKCS #1: MD5, SHA-1, PSS, SHA-384, SHA-512 (RFC 8017, appendix A.2.4).
    let arc = generator.pick([0x04, 0x05, 0x0A, 0x0C, 0x0D]) ?? 0x05
    let dropsParameters = generator.onceIn(3)
    func change(_ identifier: inout EditableElement) {
      if dropsParameters {
        if identifier.members.count > 1 { identifier.members.removeLast() }
      } else if let bytes = identifier.members.first?.bytes, !bytes.isEmpty {
        identifier.members[0].bytes = bytes.dropLast() + [UInt8(arc)]
      }
    }
    let place = generator.below(3)
    if place != 0 { certificate.edit(.algorithm) { change(&$0) } }
    if place != 1 { change(&certificate.algorithm) }
  }
}
