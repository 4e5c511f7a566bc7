import CPSAuth
import Testing

@testable import march_replay

@Suite struct PopulationTests {
  private static let population = InsuredPopulation(count: 20_000, seed: 7)

  @Test func `everybody has a number of their own, with a right key and a month that nobody was born in`()
    throws
  {
    let numbers = Self.population.numbers
    #expect(numbers.count == 20_000)
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy(<))
    for number in numbers {
      let nir = try NIR(number.textWithKey)
      #expect(nir.canonicalText == number.text)
      #expect((13...19).contains(Int(number.text.dropFirst(3).prefix(2)) ?? 0))
      #expect(InsuredNumber(nir.canonicalText) == number)
    }
    for island in ["2A", "2B"] {
      #expect(numbers.contains { $0.text.dropFirst(5).hasPrefix(island) })
    }
  }

  @Test func `one seed gives the same people, and another others`() {
    #expect(
      InsuredPopulation(count: 1_000, seed: 7).numbers == InsuredPopulation(count: 1_000, seed: 7).numbers)
    #expect(
      InsuredPopulation(count: 1_000, seed: 7).numbers != InsuredPopulation(count: 1_000, seed: 8).numbers)
  }

  @Test func `somebody is found by their number, and nobody by another`() throws {
    let number = try #require(Self.population.numbers.last)
    #expect(Self.population.insured(try NIR(number.textWithKey)) != nil)
    // An order that no number here has.
    let other = String(number.text.dropLast(3)) + "999"
    #expect(Self.population.insured(try NIR(other)) == nil)
    #expect(Self.population.insured(try NIR("2550814168025")) == nil)
  }

  @Test func `the list holds as many hits as it says, and each number once`() {
    let list = NumberList(count: 6_000, hitRate: 0.85, of: Self.population, seed: 7)
    #expect(list.numbers.count == 6_000)
    #expect(Set(list.numbers).count == 6_000)
    #expect(list.hits == 5_100)
    #expect(list.numbers.count { Self.population.contains($0) } == 5_100)
    #expect(list.numbers != list.numbers.sorted())
    #expect(list.numbers == NumberList(count: 6_000, hitRate: 0.85, of: Self.population, seed: 7).numbers)
  }

  @Test(arguments: ["", "25508141680", "2A50814168025", "255081416802x"])
  func `what is no number is refused`(text: String) { #expect(InsuredNumber(text) == nil) }
}
