import CPSConfiguration
import CPSDiagnostics
import CPSTrust
import OpenSSLKit

extension StatusSettings {
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    responder = try reader.required("responder").parsed { text throws(CPSError) in
      try PublicationAddress(service: text)
    }
    let standard = StatusInquiryRules.standard
    let identifier: IdentifierDigest? = try reader.optional("identifier")?.choice()
    let nonce: NoncePolicy? = try reader.optional("nonce")?.choice()
    let unanswered: UnansweredPolicy? = try reader.optional("unanswered")?.choice()
    rules = StatusInquiryRules(
      identifier: identifier ?? standard.identifier, nonce: nonce ?? standard.nonce,
      unanswered: unanswered ?? standard.unanswered)
  }
}
