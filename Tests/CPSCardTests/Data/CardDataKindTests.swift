import Testing

@testable import CPSCard

@Suite struct CardDataKindTests {
  @Test(arguments: [
    ("CPS_DATA", CardDataKind.cardData), ("CPS_ID_CARD", .cardIdentity), ("CPS_NAME_PS", .holderName),
    ("CPS_LANG_PS", .holderLanguages), ("CPS_INFO_PS", .holderInformation),
    ("CPS_ACTIVITY_01_PS", .activity(1)), ("CPS_ACTIVITY_16_PS", .activity(16)),
    ("CPS_SIT_FACT", .billingSituations), ("CPS2TER_ACTIVITY_09_PS", .formerActivity(9)),
    ("CPS2TER_ICC", .former("ICC")), ("CPS2TER_DIRAMO", .former("DIRAMO")),
  ])
  func `the published labels are known`(label: String, kind: CardDataKind) {
    #expect(CardDataKind(label: label) == kind)
  }

  @Test(arguments: [
    "", "cps_data", "CPS_DATA ", "CPS_ACTIVITY_00_PS", "CPS_ACTIVITY_17_PS", "CPS_ACTIVITY_1_PS",
    "CPS_ACTIVITY_001_PS", "CPS_ACTIVITY_０１_PS", "CPS_ACTIVITY_01", "CPS2TER_", "CPS2TER_OTHER",
    "CPS2TER_ACTIVITY__PS",
  ])
  func `any other label is unknown`(label: String) {
    #expect(CardDataKind(label: label) == .unknown)
  }

  @Test func `no label is unknown, too`() { #expect(CardDataKind(label: nil) == .unknown) }
}
