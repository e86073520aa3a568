#include "load/prepare.h"

#include <set>

#include <gtest/gtest.h>

#include "codec/gunzip.h"
#include "protocol/envelope.h"
#include "protocol/json.h"

namespace picket::load {
namespace {

constexpr std::size_t kMostBytes = 1'000'000;

struct Fixture {
  Target target = parse_target("http://0123456789abcdef0123456789abcdef@127.0.0.1:9000/7").value();
  std::vector<Sample> samples;
  std::vector<double> weights = {0.5, 0.5};
  Mix mix{weights, 10};

  Fixture() {
    for (const char* text : {R"({"platform":"python","message":"a"})",
                             R"({"platform":"javascript","exception":{"values":[{"type":"E"}]}})"})
      samples.push_back(make_sample("s", boost::json::parse(text).as_object()));
  }
  Preparer preparer(std::uint64_t seed) const { return {target, samples, mix, seed}; }
};

std::string envelope_in(const Prepared& prepared) {
  const std::size_t end = prepared.request.find("\r\n\r\n") + 4;
  std::string envelope;
  EXPECT_TRUE(
      codec::gunzip_exact(std::string_view(prepared.request).substr(end), envelope, kMostBytes));
  EXPECT_EQ(envelope.size(), prepared.raw_bytes);
  EXPECT_EQ(prepared.request.size() - end, prepared.gzip_bytes);
  return envelope;
}

std::string payload_in(const Prepared& prepared) {
  const std::string body = envelope_in(prepared);
  const auto envelope = protocol::parse_envelope(body);
  EXPECT_TRUE(envelope);
  EXPECT_EQ(envelope->items.size(), 1U);
  EXPECT_EQ(envelope->items[0].type, protocol::ItemType::event);
  EXPECT_EQ(envelope->header.event_id, prepared.event_id);
  return std::string(envelope->items[0].payload);
}

TEST(Prepare, MakesARequestAsAnSdkDoes) {
  const Fixture fixture;
  const Prepared prepared = fixture.preparer(1).prepare(0);
  EXPECT_TRUE(prepared.request.starts_with("POST /api/7/envelope/ HTTP/1.1\r\n"));
  for (const char* field : {"Host: 127.0.0.1:9000\r\n", "Content-Encoding: gzip\r\n",
                            "sentry_key=0123456789abcdef0123456789abcdef",
                            "Content-Type: application/x-sentry-envelope\r\n"}) {
    EXPECT_NE(prepared.request.find(field), std::string::npos) << field;
  }
  const auto event = protocol::parse_json(payload_in(prepared));
  ASSERT_TRUE(event);
  EXPECT_EQ(protocol::find_string(event->as_object(), "event_id"), prepared.event_id.to_hex());
}

TEST(Prepare, NeverRepeatsAnEvent) {
  const Fixture fixture;
  std::set<std::string> ids;
  std::set<std::string> payloads;
  for (const Prepared& prepared : fixture.preparer(1).prepare_many(0, 500)) {
    ids.insert(prepared.event_id.to_hex());
    payloads.insert(payload_in(prepared));
  }
  EXPECT_EQ(ids.size(), 500U);
  EXPECT_EQ(payloads.size(), 500U);
}

/// What a seed decides, which leaves out id and time.
std::string decided(const Prepared& prepared) {
  auto event = protocol::parse_json(payload_in(prepared));
  event->as_object().erase("event_id");
  event->as_object().erase("timestamp");
  return boost::json::serialize(*event);
}

TEST(Prepare, RepeatsARunWithTheSameSeedExceptIdsAndTimes) {
  const Fixture fixture;
  const auto one = fixture.preparer(5).prepare_many(100, 50);
  const auto two = fixture.preparer(5).prepare_many(100, 50);
  const auto other = fixture.preparer(6).prepare_many(100, 50);
  std::size_t same_as_other = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(decided(one[i]), decided(two[i]));
    EXPECT_NE(one[i].event_id, two[i].event_id);
    same_as_other += decided(one[i]) == decided(other[i]) ? 1U : 0U;
  }
  EXPECT_EQ(same_as_other, 0U);
}

TEST(Prepare, GivesTheSameEventAloneAndAmongMany) {
  const Fixture fixture;
  EXPECT_EQ(decided(fixture.preparer(5).prepare(103)),
            decided(fixture.preparer(5).prepare_many(100, 7)[3]));
}

TEST(Gzip, RoundTripsAtAnyLevel) {
  for (const int level : {1, 6, 9, 6}) {
    std::string back;
    ASSERT_TRUE(codec::gunzip_exact(gzip("hello hello hello", level), back, kMostBytes));
    EXPECT_EQ(back, "hello hello hello");
  }
}

}  // namespace
}  // namespace picket::load
