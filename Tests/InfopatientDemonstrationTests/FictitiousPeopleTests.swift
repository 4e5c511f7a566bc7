import CPSAuth
import Testing

@testable import InfopatientDemonstration

@Suite struct FictitiousPeopleTests {
  @Test func `everybody is there once, with a right key and a month that nobody was born in`() {
    let people = FictitiousPeople.all
    #expect(people.count == FictitiousPeople.count)
    #expect(people.count >= 36)
    #expect(Set(people.map(\.0)).count == people.count)
    for (number, _) in people {
      let month = number.canonicalText.dropFirst(3).prefix(2)
      #expect((13...19).contains(Int(month) ?? 0))
    }
  }

  @Test func `both halves of Corsica are among them`() {
    let departments = FictitiousPeople.all.map { $0.0.canonicalText.dropFirst(5).prefix(2) }
    #expect(departments.contains("2A"))
    #expect(departments.contains("2B"))
  }

  @Test func `an answer discloses what it shows`() throws {
    let insured = try #require(FictitiousPeople.all.first?.1)
    #expect(InfopatientLookup.disclosed(by: insured) == ["identity", "rights"])
    #expect(InfopatientLookup.disclosed(by: nil).isEmpty)
  }
}
