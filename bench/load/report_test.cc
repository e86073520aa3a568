#include "load/report.h"

#include <gtest/gtest.h>

#include "protocol/json.h"

namespace picket::load {
namespace {

Report full() {
  Report report;
  report.events = 100;
  report.accepted = 97;
  report.refused = {{0, 1}, {503, 2}};
  report.lost = 4;
  report.issues = 12;
  report.seconds = 2;
  report.accepted_per_s = 48.5;
  report.visible_per_s = 40.123456;
  report.answer = {.count = 97, .p50 = Micros(1500), .p99 = Micros(9000), .max = Micros(20'000)};
  report.visible = Latency{.count = 5, .p50 = Micros(300'000), .p99 = Micros(400'000), .max = {}};
  report.server_cpu_us_per_event = 99.999;
  report.server_peak_rss_mb = 200;
  report.disk_bytes_per_event = 1000;
  report.raw_bytes_per_event = 5000;
  report.gzip_bytes_per_event = 1300;
  return report;
}

TEST(ToJson, HoldsEveryFigure) {
  const auto parsed = protocol::parse_json(to_json(full()));
  ASSERT_TRUE(parsed);
  const boost::json::object& json = parsed->as_object();
  EXPECT_EQ(json.at("events"), 100);
  EXPECT_EQ(json.at("accepted_per_s"), 48.5);
  EXPECT_EQ(json.at("visible_per_s"), 40.12);
  EXPECT_EQ(json.at("answer_ms").at("p50"), 1.5);
  EXPECT_EQ(json.at("answer_ms").at("p99"), 9.0);
  EXPECT_EQ(json.at("answer_ms").at("max"), 20.0);
  EXPECT_EQ(json.at("visible_ms").at("p50"), 300.0);
  EXPECT_EQ(json.at("visible_ms").at("p99"), 400.0);
  EXPECT_EQ(json.at("server_cpu_us_per_event"), 100.0);
  EXPECT_EQ(json.at("server_peak_rss_mb"), 200.0);
  EXPECT_EQ(json.at("disk_bytes_per_event"), 1000.0);
  EXPECT_EQ(json.at("raw_bytes_per_event"), 5000.0);
  EXPECT_EQ(json.at("gzip_bytes_per_event"), 1300.0);
  EXPECT_EQ(json.at("rejected"), 3);
  EXPECT_EQ(json.at("rejected_by_status").at("503"), 2);
  EXPECT_EQ(json.at("lost"), 4);
}

TEST(ToJson, SaysNullForWhatWasNotMeasured) {
  const auto parsed = protocol::parse_json(to_json(Report{}));
  ASSERT_TRUE(parsed);
  for (const char* key : {"visible_per_s", "visible_ms", "server_cpu_us_per_event", "lost",
                          "server_peak_rss_mb", "disk_bytes_per_event"}) {
    EXPECT_TRUE(parsed->at(key).is_null()) << key;
  }
}

TEST(ToText, NamesWhatWentWrong) {
  const std::string text = to_text(full());
  for (const char* part : {"97 accepted", "3 rejected", "4 lost", "without an answer: 1",
                           "answered 503: 2", "us/event"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(to_text(Report{}).find("lost"), std::string::npos);
}

}  // namespace
}  // namespace picket::load
