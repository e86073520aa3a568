#include "event_store/rows.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "event_store/search.h"
#include "texts.h"

namespace picket::contract {
namespace {

std::string random_text(SeededRandom& random, const char* prefix, std::uint64_t kinds) {
  if (random.below(20) == 0) return kHostileTexts[random.below(kHostileTexts.size())];
  return prefix + std::to_string(random.below(kinds));
}

std::string random_amount(SeededRandom& random) {
  const char* const amounts[] = {"1", "2.5", "-3", "4e2", "1.0", " 1", "1_0", "nan", "many"};
  return amounts[random.below(std::size(amounts))];
}

void add_random_tags(domain::EventRow& row, SeededRandom& random) {
  const auto add = [&](const char* key, std::string value) {
    if (random.below(3) != 0) row.tags.emplace_back(key, std::move(value));
  };
  add("environment", row.environment);
  add("release", random.below(4) == 0 ? "another" : row.release);
  add("user", row.user);
  add("dist", row.dist);
  add("transaction", row.transaction);
  add("level", "error");
  add("browser.name", random_text(random, "browser", 5));
  add("url", random_text(random, "https://shop.test/", 50));
  add("handled", row.handled ? "yes" : "no");
  add("custom", random_text(random, "value", 5));
  add("amount", random_amount(random));
  add("", "an empty key");
  add("Zażółć key", random_text(random, "", 3));
  std::sort(row.tags.begin(), row.tags.end());
}

}  // namespace

domain::EventRow make_row(std::uint64_t id, std::int64_t seconds) {
  domain::EventRow row;
  row.project = ProjectId{1};
  row.event_id = {0, id};
  row.issue = IssueId{1};
  row.hash_id = HashId{1};
  row.timestamp = kNoon + std::chrono::seconds(seconds);
  row.received = row.timestamp;
  row.type = "error";
  return row;
}

domain::EventRow random_row(SeededRandom& random) {
  domain::EventRow row;
  const auto in = [&random](std::uint64_t bound) {
    return static_cast<std::int64_t>(1 + random.below(bound));
  };
  row.project = ProjectId{in(3)};
  row.event_id = {random.next(), random.next()};
  row.issue = IssueId{in(8)};
  row.hash_id = HashId{in(12)};
  // Whole minutes, so that many share a timestamp.
  row.timestamp = kNoon + std::chrono::minutes(random.below(600));
  row.received = kNoon + std::chrono::minutes(random.below(4 * 24 * 60));
  row.category = random.below(4) == 0 ? protocol::Category::default_ : protocol::Category::error;
  row.level = static_cast<domain::Level>(random.below(6) * 10);
  row.handled = random.below(2) == 0;
  row.type = random_text(random, "type", 2);
  row.platform = random_text(random, "platform", 3);
  row.title = random_text(random, "Title: ", 1000);
  row.culprit = random_text(random, "culprit", 100);
  row.message = random_text(random, "a longer message with number ", 100000);
  row.transaction = random_text(random, "/path/", 20);
  row.release = random_text(random, "app@1.", 10);
  row.dist = random_text(random, "", 2);
  row.environment = random.below(4) == 0 ? "" : random_text(random, "env", 3);
  row.user = random.below(3) == 0 ? "" : random_text(random, "id:", 40);
  row.user_email = random_text(random, "user@", 40);
  row.sdk_name = random_text(random, "sdk", 2);
  row.sdk_version = random_text(random, "2.", 2);
  row.trace_id = random.below(2) == 0 ? "" : EventId{random.next(), random.next()}.to_hex();
  add_random_tags(row, random);
  row.payload = {random.next(), random.next(), static_cast<std::uint32_t>(random.next())};
  return row;
}

std::string random_tag_key(SeededRandom& random) {
  const char* const keys[] = {"environment", "release", "user",   "level", "browser.name",
                              "url",         "handled", "custom", "",      "nowhere"};
  return keys[random.below(std::size(keys))];
}

ports::EventFilter random_filter(SeededRandom& random) {
  ports::EventFilter filter;
  for (std::int64_t project = 1; project <= 4; ++project) {
    if (random.below(3) != 0) filter.projects.push_back(ProjectId{project});
  }
  if (random.below(3) == 0) {
    for (std::uint64_t i = 1 + random.below(3); i > 0; --i) {
      filter.issues.push_back(IssueId{static_cast<std::int64_t>(1 + random.below(9))});
    }
  }
  if (random.below(4) == 0) filter.environments.push_back("env1");
  if (random.below(4) == 0) filter.environments.push_back("");
  if (random.below(8) == 0) filter.environments.push_back(kHostileTexts[1]);
  if (random.below(8) == 0) filter.level = domain::Level::error;
  if (random.below(8) == 0) filter.text = "TITLE: 1";
  if (random.below(4) == 0) {
    const std::string values[] = {"",    "another", "error", "env1",
                                  "yes", "value1",  "id:1",  kHostileTexts[1]};
    filter.tags.push_back({random_tag_key(random), values[random.below(std::size(values))]});
  }
  const auto minute = [&] { return kNoon + std::chrono::minutes(random.below(600)); };
  if (random.below(2) == 0) filter.start = minute();
  if (random.below(2) == 0) filter.end = minute();
  if (random.below(2) == 0) filter.where = random_conditions(random);
  return filter;
}

ports::EventFilter all_of_project(std::int64_t project) {
  ports::EventFilter filter;
  filter.projects = {ProjectId{project}};
  return filter;
}

std::vector<std::uint64_t> ids(const std::vector<domain::EventRow>& rows) {
  std::vector<std::uint64_t> low;
  for (const domain::EventRow& row : rows) low.push_back(row.event_id.low);
  return low;
}

}  // namespace picket::contract
