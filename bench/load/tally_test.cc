#include "load/tally.h"

#include <gtest/gtest.h>

namespace picket::load {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Fixture {
  Target target = parse_target("http://0123456789abcdef0123456789abcdef@127.0.0.1:9000/7").value();
  std::vector<Sample> samples = {
      make_sample("s", boost::json::parse(R"({"message":"a"})").as_object())};
  std::vector<double> weights = {1};
  Mix mix{weights, 10};
  Preparer preparer{target, samples, mix, 1};
};

TEST(Tally, EndsAfterItsEvents) {
  const Fixture fixture;
  Tally tally(fixture.preparer, fixture.preparer.prepare_many(0, 2), {.events = 2}, nullptr,
              nullptr);
  EXPECT_NE(tally.next({}), nullptr);
  EXPECT_NE(tally.next({}), nullptr);
  EXPECT_EQ(tally.next({}), nullptr);
  EXPECT_EQ(tally.sent(), 2U);
  EXPECT_EQ(tally.prepared_late(), 0U);
}

TEST(Tally, EndsWhenTheTimeIsUp) {
  const Fixture fixture;
  Tally tally(fixture.preparer, {}, {.until = SteadyTime(seconds(9))}, nullptr, nullptr);
  EXPECT_NE(tally.next(SteadyTime(seconds(8))), nullptr);
  EXPECT_EQ(tally.next(SteadyTime(seconds(9))), nullptr);
  EXPECT_EQ(tally.prepared_late(), 1U);
}

TEST(Tally, KeepsEventsWhileTheyAreSent) {
  const Fixture fixture;
  Tally tally(fixture.preparer, {}, {.events = 1000}, nullptr, nullptr);
  const Prepared* const first = tally.next({});
  const std::string request = first->request;
  for (int i = 0; i < 500; ++i) tally.next({});
  EXPECT_EQ(first->request, request);
}

TEST(Tally, CountsAnswersByStatus) {
  const Fixture fixture;
  Tally tally(fixture.preparer, fixture.preparer.prepare_many(0, 3), {.events = 3}, nullptr,
              nullptr);
  const SteadyTime sent{seconds(1)};
  const Prepared* const first = tally.next(sent);
  tally.answered(*first, 200, sent, sent + milliseconds(5));
  tally.answered(*tally.next(sent), 429, sent, sent + milliseconds(6));
  tally.answered(*tally.next(sent), 0, sent, sent + milliseconds(7));
  EXPECT_EQ(tally.statuses(), (std::map<int, std::uint64_t>{{0, 1}, {200, 1}, {429, 1}}));
  EXPECT_EQ(tally.accepted(), std::vector<EventId>{first->event_id});
  EXPECT_EQ(tally.latencies(), std::vector<Micros>{milliseconds(5)});
  EXPECT_EQ(tally.last_answer(), sent + milliseconds(7));
  EXPECT_GT(tally.raw_bytes(), tally.gzip_bytes());
}

TEST(Tally, WritesALineASecond) {
  const Fixture fixture;
  std::FILE* const out = std::tmpfile();
  Tally tally(fixture.preparer, {}, {}, nullptr, out);
  const SteadyTime start{seconds(100)};
  for (int i = 0; i <= 25; ++i) tally.tick(start + milliseconds(100 * i));
  std::rewind(out);
  int lines = 0;
  for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) lines += c == '\n' ? 1 : 0;
  std::fclose(out);
  EXPECT_EQ(lines, 2);
}

}  // namespace
}  // namespace picket::load
