import CPSPrimitives
import OpenSSLKit
import SyntheticIGC

extension SpecimenCorpus {
  private static let number = "2698000101"

  /// The leaves, the first of which is the authentication certificate of a CPS.
  static let leaves: [(name: String, profile: LeafProfile)] =
    professionals + [
      ("CPS, signature", .cpsSignature(.physician, cardNumber: number, validity: .fixture)),
      ("CPF", .cpfAuthentication(.nurse, cardNumber: number, validity: .fixture)),
      ("CPE", .cpeAuthentication(cardNumber: number, validity: .fixture)),
      ("software", .software(.physician, validity: .fixture)),
      ("organisation, client", .organisationClient(validity: .fixture)),
      ("organisation, server", .organisationServer(domain: "service.example", validity: .fixture)),
      ("contactless", .contactlessTechnical(cardNumber: number, validity: .fixture)),
    ] + wrong

  private static let professionals: [(String, LeafProfile)] =
    [SyntheticProfessional.physician, .pharmacist, .nurse, .dentist].map {
      ("CPS, \($0.surname)", .cpsAuthentication($0, cardNumber: number, validity: .fixture))
    }

  private static let wrong: [(String, LeafProfile)] = [
    ("expired", altered { $0.validity = .past }),
    (
      "not yet valid",
      altered {
        $0.validity = LeafValidity(
          from: SyntheticTree.fixtureMoment + .seconds(1), to: LeafValidity.fixture.notAfter)
      }
    ),
    (
      "last second",
      altered {
        $0.validity = LeafValidity(
          from: LeafValidity.fixture.notBefore, to: SyntheticTree.fixtureMoment)
      }
    ),
    (
      "authority",
      altered { $0.basicConstraints = BasicConstraints(isAuthority: true, pathLength: 0) }
    ),
    ("no constraints", altered { $0.basicConstraints = nil }),
    ("no key identifier", altered { $0.hasSubjectKeyIdentifier = false }),
    ("keyUsage twice", altered { $0.repeatedExtensions = [.keyUsage] }),
    ("key encipherment", altered { $0.keyUsage = [.digitalSignature, .keyEncipherment] }),
    ("no usage", altered { $0.keyUsage = nil }),
    ("server", altered { $0.extendedKeyUsage = [.serverAuthentication] }),
    (
      "unknown critical",
      altered {
        $0.additionalExtensions = [
          CertificateExtension("1.3.6.1.4.1.99999.1", isCritical: true, value: DEREncoding.null)
        ]
      }
    ),
    ("PrintableString", altered { $0.subject.stringType = .printable }),
    ("serial number zero", altered { $0.serialNumber = [0] }),
    ("issued by the root", altered { $0.issuer = .root(.strong) }),
    ("issued by organisations", altered { $0.issuer = .issuing(.strong, .organisations) }),
    ("card type of a CPE", altered { $0.cardType = 2 }),
    ("category of production", altered { $0.category = 0 }),
    ("no profession", altered { $0.profession = nil }),
    ("long-lived", altered { $0.validity.notAfter = Timestamp(secondsSince1970: 2_100_000_000) }),
  ]

  private static func altered(_ change: (inout LeafProfile) -> Void) -> LeafProfile {
    var profile = LeafProfile.cpsAuthentication(.physician, cardNumber: number, validity: .fixture)
    change(&profile)
    return profile
  }
}
