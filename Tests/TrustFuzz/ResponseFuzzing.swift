internal import CPSDiagnostics
internal import OpenSSLKit

/// Responses of status responders.
enum ResponseFuzzing {
  static func violation(by input: [UInt8]) -> String? {
    let response: StatusResponse
    do throws(CPSError) { response = try StatusResponse(der: input) } catch {
      return ShownText.violation(in: error)
    }
    if response.der != input { return "other bytes than were read" }
    guard let statement = response.statement else {
      return input.count <= 5 ? nil : "a response of nothing that is longer than its status"
    }
    guard let body = body(of: input) else { return "not a response at the second reading" }
    if body.singles.count != statement.statuses.count { return "another number of statuses" }
    for (single, status) in zip(body.singles, statement.statuses) {
      if let violation = violation(in: status, single) { return violation }
    }
    if body.certificates != statement.certificates.map(\.der) { return "other certificates" }
    for certificate in statement.certificates {
      if let violation = CertificateFuzzing.violation(by: certificate.der) { return violation }
    }
    if case .name(let name) = statement.responder { return NameFuzzing.violation(in: name) }
    return nil
  }

  private static func body(of input: [UInt8]) -> (singles: [DERElement], certificates: [[UInt8]])? {
    guard let tagged = try? DERElement(input).children().last?.children().first,
      let bytes = try? tagged.children().last?.octetString, let basic = try? DERElement(bytes).children(),
      let data = try? basic.first?.children(), let singles = data.first(where: { $0.tag == 0x30 })
    else { return nil }
    let attached = basic.count == 4 ? (try? basic[3].children().first?.children()) ?? [] : []
    return ((try? singles.children()) ?? [], attached.map(\.encoding))
  }

  private static func violation(in status: SingleStatus, _ single: DERElement) -> String? {
    guard let members = try? single.children(), let identifier = try? members.first?.children(),
      identifier.count == 4
    else { return "an odd status" }
    if Array(identifier[3].contents.drop { $0 == 0 }) != status.identifier.serialNumber {
      return "another serial number"
    }
    if identifier[1].octetString != status.identifier.issuerNameHash { return "another issuer" }
    if identifier[2].octetString != status.identifier.issuerKeyHash { return "another key" }
    let isGood = members[1].encoding == [0x80, 0x00]
    return (status.status == .good) == isGood ? nil : "good that is not"
  }
}
