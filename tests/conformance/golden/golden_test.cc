// Events as SDKs sent them, NAME.in.json, and all that the domain makes of them, NAME.out.json: the
// normalized event, its issue, its tags, its hashes.
//
// picket_conformance_golden_test --update-golden writes the .out.json anew; the difference is to be
// reviewed against the spec like code.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "domain/grouping/grouping.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "domain/issue/tag_set.h"
#include "domain/issue/unread.h"
#include "domain/normalize/normalize.h"
#include "domain/user_agent/parser.h"
#include "pretty_json.h"
#include "protocol/json.h"
#include "protocol/json_without.h"

namespace picket::conformance {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::string_view kInput = ".in.json";
constexpr std::string_view kOutput = ".out.json";
bool update = false;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The relay's part of a request: the same for every event.
domain::NormalizeContext context(Timestamp received) {
  static domain::UserAgentParser agents;
  domain::NormalizeContext context;
  context.event_id = EventId::parse("74ad1301f4df489ead37d757295442b1").value();
  context.project = {42};
  context.received = received;
  context.client = "golden/1.0";
  context.client_ip = "203.0.113.9";
  context.user_agents = &agents;
  return context;
}

/// A second after the event, so that its own time stays.
Timestamp reception_of(const json::object& event) {
  const json::value* const time = event.if_contains("timestamp");
  if (time == nullptr) return from_unix_us(1'764'000'000'000'000);
  json::object probe({{"timestamp", *time}});
  const Timestamp far = from_unix_us(1'800'000'000'000'000);
  domain::NormalizeContext any_time = context(far);
  any_time.retention = std::chrono::years(60);
  EXPECT_TRUE(domain::normalize_event(probe, any_time).has_value());
  const double seconds = probe.at("timestamp").to_number<double>();
  return from_unix_us(static_cast<std::int64_t>(seconds * 1e6) + 1'000'000);
}

std::string outcome_of(const std::string& text) {
  auto parsed = protocol::parse_json(text, {}, protocol::NonFinite::keep);
  if (!parsed || !parsed->is_object()) return "not an object";
  json::object event = std::move(parsed->get_object());
  if (!domain::normalize_event(event, context(reception_of(event)))) return "refused";
  json::object marked = event;  // As the consumer has it; what is stored is the event as it was.
  const domain::Grouping grouping =
      domain::group_and_mark_event(marked, *domain::GroupingSettings::standard());
  const domain::IssueFacts facts =
      domain::issue_facts(marked, grouping.main_exception_id, grouping.title);
  json::object tags;
  for (const auto& [key, value] : domain::tags_of(event)) tags.emplace(key, value);
  return pretty_json(json::object({{"event", event},
                                   {"hashes", json::value_from(grouping.hashes)},
                                   {"issue",
                                    {{"title", facts.title},
                                     {"culprit", facts.culprit},
                                     {"metadata", json::parse(facts.metadata_json)}}},
                                   {"tags", tags}}));
}

/// What is filed of an event, as the consumer does it.
struct Filed {
  std::vector<std::string> hashes;
  domain::IssueFacts facts;
  domain::EventRow row;

  friend bool operator==(const Filed&, const Filed&) = default;
};

Filed filed(json::value document) {
  json::object& event = document.as_object();
  const domain::Grouping grouping =
      domain::group_and_mark_event(event, *domain::GroupingSettings::standard());
  Filed result{
      grouping.hashes, domain::issue_facts(event, grouping.main_exception_id, grouping.title), {}};
  result.row = domain::row_from_event(event, {{42}, {}, {}}, result.facts);
  return result;
}

std::string first_difference(std::string_view got, std::string_view want) {
  std::size_t line = 1;
  while (!got.empty() || !want.empty()) {
    const std::string_view got_line = got.substr(0, got.find('\n'));
    const std::string_view want_line = want.substr(0, want.find('\n'));
    if (got_line != want_line) {
      return "line " + std::to_string(line) + "\n  expected: " + std::string(want_line) +
             "\n  is:       " + std::string(got_line);
    }
    got.remove_prefix(std::min(got.size(), got_line.size() + 1));
    want.remove_prefix(std::min(want.size(), want_line.size() + 1));
    ++line;
  }
  return "none";
}

fs::path file(const std::string& name, std::string_view ending) {
  return fs::path(PICKET_GOLDEN_DIR) / (name + std::string(ending));
}

/// Names of the files with that ending, without it.
std::vector<std::string> names(std::string_view ending) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(PICKET_GOLDEN_DIR)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) found.push_back(name.substr(0, name.size() - ending.size()));
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, BecomesWhatIsWrittenDown) {
  const fs::path output = file(GetParam(), kOutput);
  const std::string got = outcome_of(read(file(GetParam(), kInput)));
  if (update) {
    std::ofstream(output, std::ios::binary) << got;
    return;
  }
  ASSERT_TRUE(fs::exists(output)) << "write it with --update-golden and review it";
  EXPECT_EQ(first_difference(got, read(output)), "none")
      << "if the change is meant, run with --update-golden and review the difference";
}

/// The consumer does not build what it does not read.
TEST_P(Golden, IsFiledAlikeWithoutWhatIsUnread) {
  const auto output = protocol::parse_json(read(file(GetParam(), kOutput)));
  ASSERT_TRUE(output);
  const json::value* const event = output->as_object().if_contains("event");
  if (event == nullptr) GTEST_SKIP() << "refused";
  const std::string text = json::serialize(*event);
  const auto read_part = protocol::parse_json_without(text, domain::kUnread);
  ASSERT_TRUE(read_part);
  EXPECT_EQ(filed(*read_part), filed(*event));
}

std::string test_name(const testing::TestParamInfo<std::string>& golden) {
  std::string name = golden.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Events, Golden, testing::ValuesIn(names(kInput)), test_name);

TEST(GoldenFiles, ArePairs) {
  EXPECT_GE(names(kInput).size(), 12U);
  if (update) return;
  EXPECT_EQ(names(kInput), names(kOutput));
}

}  // namespace
}  // namespace picket::conformance

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--update-golden") picket::conformance::update = true;
  }
  return RUN_ALL_TESTS();
}
