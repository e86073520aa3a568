#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "domain/report/testing.h"

namespace picket::domain::report {
namespace {

constexpr Timestamp kReceived = from_unix_us(1'764'000'000'000'000);

Result<boost::json::object, ReportError> nel(std::string_view report) {
  return event_from_nel_report(report, kReceived);
}

TEST(NelReport, BecomesAnEventAboutTheRequest) {
  EXPECT_EQ(
      shown(nel(
          R"({"age":31042,"type":"network-error","url":"https://a.test/x","user_agent":"UA",)"
          R"("body":{"elapsed_time":7,"method":"GET","phase":"connection","protocol":"http/1.1",)"
          R"("referrer":"https://b.test/","sampling_fraction":0.5,"server_ip":"192.0.2.1",)"
          R"("status_code":503,"type":"http.error"}})")),
      R"({"type":"nel","logger":"nel","timestamp":1763999968.958,)"
      R"("logentry":{"formatted":"connection / http.error"},)"
      R"("request":{"url":"https://a.test/x","method":"GET","protocol":"http/1.1",)"
      R"("headers":[["User-Agent","UA"],["Referer","https://b.test/"]]},)"
      R"("contexts":{"nel":{"type":"nel","error_type":"http.error","server_ip":"192.0.2.1",)"
      R"("elapsed_time":7,"phase":"connection","sampling_fraction":0.5},)"
      R"("response":{"type":"response","status_code":503}}})");
}

TEST(NelReport, SaysWhatIsUnknown) {
  const auto message = [](std::string_view report) {
    return at(nel(report), "/logentry/formatted");
  };
  EXPECT_EQ(message(R"({"body":{}})"), R"("<unknown-phase> / <unknown-type>")");
  EXPECT_EQ(message(R"({"type":"http.error","body":{"phase":"dns","type":"x"}})"),
            "\"dns / x (0)\"");
  EXPECT_EQ(message(R"({"type":"http.error","body":{"phase":"a","type":"x","status_code":404}})"),
            "\"a / x (404)\"");
}

TEST(NelReport, HasNoResponseWithoutAStatus) {
  for (const std::string_view status : {"0", "-5", "1e9", "\"200\"", "null"}) {
    EXPECT_EQ(
        at(nel(R"({"body":{"status_code":)" + std::string(status) + "}}"), "/contexts/response"),
        "absent")
        << status;
  }
}

TEST(NelReport, BelievesNoImpossibleAge) {
  for (const std::string_view age : {"0", "-1", "1e300", "99999999999", "\"5\"", "null"}) {
    EXPECT_EQ(at(nel(R"({"body":{},"age":)" + std::string(age) + "}"), "/timestamp"), "1.764e+09")
        << age;
  }
}

TEST(NelReport, NeedsABody) {
  EXPECT_EQ(shown(nel("{}")), "error 4");
  EXPECT_EQ(shown(nel(R"({"body":[]})")), "error 4");
  EXPECT_EQ(shown(nel("[]")), "error 0");
  EXPECT_EQ(shown(nel("{")), "error 0");
}

}  // namespace
}  // namespace picket::domain::report
