#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/report/testing.h"

namespace picket::domain::report {
namespace {

TEST(CertificateReport, OfPinningNeedsHostAndPins) {
  EXPECT_EQ(shown(security(R"({"hostname":"a.test","known-pins":["p"],"port":443,)"
                           R"("include-subdomains":true,"noted-hostname":"b.test","more":1})")),
            R"({"type":"hpkp","logentry":{"formatted":)"
            R"("Public key pinning validation failed for 'a.test'"},"request":{"url":"a.test"},)"
            R"("hpkp":{"hostname":"a.test","port":443,"include_subdomains":true,)"
            R"("noted_hostname":"b.test","known_pins":["p"],"more":1},)"
            R"("tags":[["hostname","a.test"],["port","443"],["include-subdomains","true"]]})");
  EXPECT_EQ(shown(security(R"({"known-pins":["p"]})")), "error 4");
  EXPECT_EQ(shown(security(R"({"hostname":"a.test","known-pins":[1]})")), "error 4");
}

TEST(CertificateReport, OfTransparencyKeepsItsTimestamps) {
  const auto event = security(
      R"({"expect-ct-report":{"date-time":"2014-04-06T13:00:50Z","hostname":"a.test","port":443,)"
      R"("scheme":"https","failure-mode":"enforce","test-report":false,"scts":[{"version":1,)"
      R"("status":"invalid","source":"embedded","serialized_sct":"AB==","odd":1}],"odd":2}})");
  EXPECT_EQ(at(event, "/expectct"),
            R"({"date_time":"2014-04-06T13:00:50+00:00","hostname":"a.test","port":443,)"
            R"("scheme":"https","scts":[{"version":1,"status":"invalid","source":"embedded",)"
            R"("serialized_sct":"AB=="}],"failure_mode":"enforce","test_report":false})");
  EXPECT_EQ(at(event, "/logentry/formatted"), R"("Expect-CT failed for 'a.test'")");
  EXPECT_EQ(at(event, "/culprit"), R"("a.test")");
  EXPECT_EQ(at(event, "/tags"), R"([["hostname","a.test"],["port","443"]])");
  for (const std::string_view scts : {"1", "[1]", R"([{"status":"new"}])", R"([{"source":1}])"}) {
    EXPECT_EQ(shown(security(R"({"expect-ct-report":{"hostname":"a","scts":)" + std::string(scts) +
                             "}}")),
              "error 4")
        << scts;
  }
}

TEST(CertificateReport, OfStaplingHasTwoStatuses) {
  const auto event =
      security(R"({"expect-staple-report":{"hostname":"a.test","response-status":"MISSING",)"
               R"("cert-status":"GOOD","ocsp-response":{"x":1}}})");
  EXPECT_EQ(at(event, "/expectstaple"),
            R"({"hostname":"a.test","response_status":"MISSING","ocsp_response":{"x":1},)"
            R"("cert_status":"GOOD"})");
  EXPECT_EQ(at(event, "/tags"),
            R"([["hostname","a.test"],["response_status","MISSING"],["cert_status","GOOD"]])");
  EXPECT_EQ(shown(security(R"({"expect-staple-report":{"hostname":"a","cert-status":"NEW"}})")),
            "error 4");
}

TEST(CertificateReport, HasDatesOrIsInvalid) {
  const auto date = [](std::string_view value) {
    return at(
        security(R"({"hostname":"a","known-pins":[],"date-time":)" + std::string(value) + "}"),
        "/hpkp/date_time");
  };
  EXPECT_EQ(date(R"("2014-04-06T15:00:50.25+02:00")"), R"("2014-04-06T13:00:50.250000+00:00")");
  EXPECT_EQ(date("null"), "absent");
  EXPECT_EQ(date(R"("yesterday")"), "error 4");
  EXPECT_EQ(date("1396789250"), "error 4");
}

}  // namespace
}  // namespace picket::domain::report
