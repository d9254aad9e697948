import CloudSupport
import CloudWire
import Foundation
import Replication
import Testing

@testable import HuaweiCloud

@Suite("Answers that differ from the vendor's prose (oddities; issue 6, point 2)")
struct AnswerTests {
  @Test(
    "Timestamps in all their shapes",
    arguments: [
      ("2020-02-21T07:00:54.065135", 1_582_268_454.065135), ("2020-02-21T07:00:54Z", 1_582_268_454),
      ("2020-02-21T15:00:54+08:00", 1_582_268_454), ("2020-02-21T15:00:54.5+0800", 1_582_268_454.5),
      ("2020-02-21 07:00:54", 1_582_268_454), ("1969-12-31T23:59:59Z", -1),
    ])
  func times(_ text: String, _ seconds: Double) throws {
    #expect(abs(try #require(CloudTime.parse(text)).timeIntervalSince1970 - seconds) < 0.000_01)
  }

  @Test(
    "Other texts are no timestamps",
    arguments: ["", "2020-02-21", "2020-13-21T07:00:54", "2020-02-21T07:00:54.", "2020-02-21T07:00:54+8", "x"])
  func noTimes(_ text: String) { #expect(CloudTime.parse(text) == nil) }

  @Test("A moment in a query")
  func query() { #expect(CloudTime.query(Date(timeIntervalSince1970: 1_582_268_454)) == "2020-02-21T07:00:54Z") }

  @Test("A row that cannot be read hides no other")
  func lenient() throws {
    let text = #"{"backups":[{"id":"x"},{"id":"1","name":"n","status":"newly_invented"},7],"count":3}"#
    struct List: Decodable { var backups: Lenient<CBRBackup> }
    let list = try HuaweiAnswer.decoder().decode(List.self, from: Data(text.utf8)).backups
    #expect(list.rows.map(\.status) == ["newly_invented"] && list.unreadable == 2)
  }

  @Test("Sizes that a cloud makes up stop nothing", arguments: [-1, 0, 1e300, Double(Int32.max)])
  func sizes(_ size: Double) throws {
    var row = try HuaweiAnswer.decoder().decode(
      CBRBackup.self, from: Data(#"{"id":"1","name":"n","status":"available"}"#.utf8))
    row.resourceSize = size
    let rows = CatalogRows(place: HuaweiPlace(region: "r", project: "p"), vaultNames: [:], now: Date())
    #expect(rows.backups(row)[0].size >= 0)
  }

  @Test(
    "Codes without their prefix, statuses that contradict them, answers that are none",
    arguments: [
      (500, #"{"error_code":"1005","error_msg":"m"}"#, HuaweiFailure.Category.rule),
      (500, #"{"error_code":"BackupService.9998","error_msg":"m"}"#, .auth), (502, "<html>", .server),
      (200, #"{"error_code":"BackupService.6133","error_msg":"m"}"#, .quota), (403, "", .forbidden),
      (400, #"{"error":{"code":"IMG.9999","message":"m"}}"#, .parameter),
      (401, #"{"error":{"code":401,"message":"m"}}"#, .auth),
    ])
  func failures(_ status: Int, _ body: String, _ category: HuaweiFailure.Category) {
    let receipt = Receipt(response: WireResponse(status: status, body: Array(body.utf8)))
    #expect(HuaweiAnswer.failure(receipt, subject: "Try")?.category == category)
  }

  @Test("A wrong clock is named where the cloud refuses the signature")
  func clock() throws {
    let receipt = Receipt(
      response: WireResponse(status: 401, body: Array(#"{"error_code":"APIGW.0301","error_msg":"expired"}"#.utf8)),
      skew: -3_600)
    let failure = try #require(HuaweiAnswer.failure(receipt, subject: "List regions"))
    #expect(HuaweiError.failure(failure).explanation.next.contains("60 minutes behind"))
  }

  @Test("Every code we map has a rule that exists, with or without its prefix")
  func codes() {
    #expect(HuaweiCodes.rule("BackupService.6129") == .vaultCapacity)
    #expect(HuaweiCodes.rule(HuaweiCodes.normal("6216")) == .sourceLocked)
    #expect(HuaweiCodes.rule("BackupService.9910") == nil)
    #expect(HuaweiCodes.category(code: "BackupService.2010", status: 400) == .rule)
  }

  @Test("Hosts follow the region, overrides replace them, a hostile id never chooses the host")
  func hosts() throws {
    let hosts = HuaweiHosts(overrides: [.ims: "https://ims-{region}.private.example:8443"])
    #expect(try hosts.endpoint(.cbr, region: "ap-southeast-1").authority == "cbr.ap-southeast-1.myhuaweicloud.com")
    #expect(try hosts.endpoint(.iam, region: nil).authority == "iam.myhuaweicloud.com")
    #expect(try hosts.endpoint(.ims, region: "r1").authority == "ims-r1.private.example:8443")
    #expect(throws: EndpointError.self) { try hosts.endpoint(.cbr, region: "evil.example/x") }
    #expect(throws: EndpointError.self) { try hosts.endpoint(.cbr, region: "u@evil.example/") }
  }
}
