import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@Suite struct DelegationTermsTests {
  @Test func `terms say to whom, what, and until when`() throws {
    let terms = try DelegationTerms(
      "function:infopatient.lookup;card:2698000301;until:2027-01-01T00:00:00Z;function:agenda.read")
    #expect(terms.delegate.card?.text == "2698000301" && terms.delegate.person == nil)
    #expect(terms.functions == ["agenda.read", "infopatient.lookup"])
    #expect(terms.until.rfc3339 == "2027-01-01T00:00:00Z")
    #expect(
      terms.canonicalText
        == "card:2698000301;function:agenda.read;function:infopatient.lookup;until:2027-01-01T00:00:00Z")
    #expect(try DelegationTerms(terms.canonicalText) == terms)
    let both = try DelegationTerms(
      "person:30B0999999/CPE0001;card:2698000301;function:f;until:2027-01-01T00:00:00Z")
    #expect(both.delegate.text == "card:2698000301;person:30B0999999/CPE0001")
  }

  @Test(arguments: [
    "", ";", "card:2698000301", "card:2698000301;function:f", "card:2698000301;until:2027-01-01T00:00:00Z",
    "function:f;until:2027-01-01T00:00:00Z", "card:;function:f;until:2027-01-01T00:00:00Z",
    "card:26980003;function:f;until:2027-01-01T00:00:00Z",
    "card:2698000301;card:2698000302;function:f;until:2027-01-01T00:00:00Z",
    "card:2698000301;function:f;function:f;until:2027-01-01T00:00:00Z",
    "card:2698000301;function:F;until:2027-01-01T00:00:00Z",
    "card:2698000301;function:every;function:;until:2027-01-01T00:00:00Z",
    "card:2698000301;function:f;until:tomorrow", "card:2698000301;function:f;until:2027-01-01",
    "card:2698000301;function:f;until:2027-01-01T00:00:00Z;until:2028-01-01T00:00:00Z",
    "person:8997;function:f;until:2027-01-01T00:00:00Z",
    "account:alix;function:f;until:2027-01-01T00:00:00Z",
    "card:2698000301;function:f;until:2027-01-01T00:00:00Z;delegator:899900123011",
  ])
  func `terms that could be misread are refused`(text: String) {
    #expect(throws: CPSError(.delegationInvalid)) { try DelegationTerms(text) }
  }

  @Test func `a delegation is of functions that somebody can count`() throws {
    func terms(_ count: Int) throws -> DelegationTerms {
      let functions = (0..<count).map { "function:f\($0)" }.joined(separator: ";")
      return try DelegationTerms("card:2698000301;\(functions);until:2027-01-01T00:00:00Z")
    }
    #expect(try terms(DelegationTerms.maximumFunctions).functions.count == 32)
    #expect(throws: CPSError(.delegationInvalid)) { try terms(DelegationTerms.maximumFunctions + 1) }
    #expect(throws: CPSError(.delegationInvalid)) { try terms(1_000) }
  }

  @Test(arguments: ["", "mine", "card:", "card:12", "person:1", "delegator:", "function:f", "everyone:x"])
  func `a selection that could be misread is refused`(text: String) {
    #expect(throws: CPSError(.delegationInvalid)) { try DelegationSelector(text) }
  }

  @Test func `rules stay within a card's life`() throws {
    #expect(try DelegationRules(longest: .seconds(3_600), most: 1).most == 1)
    for (longest, most) in [
      (Duration.seconds(3_599), 1), (.seconds(1_097 * 86_400), 1), (.seconds(3_600), 0),
      (.seconds(3_600), 1_001),
    ] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try DelegationRules(longest: longest, most: most)
      }
    }
  }
}
