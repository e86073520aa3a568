#include "domain/report/report.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "domain/report/testing.h"

namespace picket::domain::report {
namespace {

TEST(SplitReports, TakesAnArrayApart) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(split_reports(R"({"a":1})").value(), Texts{R"({"a":1})"});
  EXPECT_EQ(split_reports("\r\n [ {\"a\" : [1, 2]}, null ,{} ]").value(),
            (Texts{R"({"a":[1,2]})", "null", "{}"}));
  EXPECT_EQ(split_reports("[]").value(), Texts{});
  EXPECT_EQ(split_reports("").value(), Texts{""});
  EXPECT_EQ(split_reports("[{}").error(), ReportError::invalid_json);
}

TEST(SplitReports, HasALimit) {
  const auto body = [](std::size_t count) {
    std::string text = "[{}";
    for (std::size_t i = 1; i < count; ++i) text += ",{}";
    return text + "]";
  };
  EXPECT_EQ(split_reports(body(kMaxReports)).value().size(), kMaxReports);
  EXPECT_EQ(split_reports(body(kMaxReports + 1)).error(), ReportError::too_many);
}

TEST(SecurityReport, IsKnownByItsMembers) {
  const auto error = [](std::string_view report) { return security(report).error(); };
  EXPECT_EQ(error("{"), ReportError::invalid_json);
  EXPECT_EQ(error("[]"), ReportError::invalid_json);
  EXPECT_EQ(error("{}"), ReportError::unknown_type);
  EXPECT_EQ(error(R"({"csp-report":null})"), ReportError::unknown_type);
  EXPECT_EQ(error(R"({"type":"deprecation","body":{}})"), ReportError::unsupported_type);
  EXPECT_EQ(error(R"({"type":7})"), ReportError::unsupported_type);
  EXPECT_EQ(error(R"({"csp-report":7})"), ReportError::invalid);
  EXPECT_EQ(error(R"({"type":"csp-violation"})"), ReportError::invalid);
  EXPECT_EQ(error(R"({"expect-ct-report":[]})"), ReportError::invalid);
}

TEST(SecurityReport, CarriesWhatTheRequestSays) {
  const auto event = event_from_security_report(
      R"({"csp-report":{"effective-directive":"img-src","referrer":"https://r.test/"}})",
      {"1.0", "production", "https://a.test/"});
  EXPECT_EQ(at(event, "/release"), R"("1.0")");
  EXPECT_EQ(at(event, "/environment"), R"("production")");
  EXPECT_EQ(at(event, "/request/headers"),
            R"([["Referer","https://r.test/"],["Origin","https://a.test/"]])");
  EXPECT_EQ(
      at(event_from_security_report(R"({"hostname":"h","known-pins":[]})", {"", "", "https://a"}),
         "/request/headers"),
      R"([["Origin","https://a"]])");
}

}  // namespace
}  // namespace picket::domain::report
