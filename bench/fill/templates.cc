#include "fill/templates.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "codec/zstd.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "domain/normalize/normalize.h"
#include "load/mix.h"
#include "load/sample.h"
#include "load/variation.h"
#include "protocol/json.h"

namespace picket::fill {
namespace {

namespace json = boost::json;

constexpr std::string_view kEnvironments[] = {"production", "staging", "development"};

std::optional<IssueTemplate> make_template(const load::Sample& sample, std::size_t issue,
                                           ProjectId project, Timestamp now, SeededRandom& random) {
  const load::Variation variation = load::draw_variation(issue, now, random);
  json::value event(sample.event);
  load::vary(event.get_object(), variation);
  domain::NormalizeContext context;
  context.event_id = variation.event_id;
  context.project = project;
  context.received = now;
  if (!domain::normalize_event(event.get_object(), context)) return std::nullopt;
  IssueTemplate made;
  made.facts = domain::issue_facts(event.get_object(), {});
  made.row =
      domain::row_from_event(event.get_object(), {project, variation.event_id, now}, made.facts);
  std::string text;
  protocol::write_json(event.get_object(), text);
  codec::zstd_compress(text, made.payload);
  made.json_size = static_cast<std::uint32_t>(text.size());
  return made;
}

void set_tag(domain::EventRow& row, std::string_view key, std::string value) {
  const auto found = std::find_if(row.tags.begin(), row.tags.end(),
                                  [key](const auto& tag) { return tag.first == key; });
  if (found != row.tags.end()) found->second = std::move(value);
}

}  // namespace

Result<std::vector<IssueTemplate>, std::string> make_templates(const Options& options,
                                                               ProjectId project, Timestamp now) {
  const auto samples = load::read_samples(options.samples);
  if (!samples) return unexpected(samples.error());
  const std::vector<double> weights =
      load::weigh(*samples, load::kDefaultMeanBytes, load::kNativeShare);
  const load::Mix mix(weights, options.issues);
  SeededRandom random(options.seed);
  std::vector<IssueTemplate> templates;
  templates.reserve(options.issues);
  for (std::size_t issue = 0; issue < options.issues; ++issue) {
    const load::Sample& sample = (*samples)[mix.draw(random).sample];
    auto made = make_template(sample, issue, project, now, random);
    if (!made) return unexpected(sample.name + ": refused by Picket");
    templates.push_back(*std::move(made));
  }
  return templates;
}

domain::EventRow vary_row(const domain::EventRow& row, Timestamp at, std::uint64_t users,
                          SeededRandom& random) {
  domain::EventRow varied = row;
  const std::uint64_t user = random.below(users);
  const std::uint64_t ten = random.below(10);
  varied.event_id = EventId::random();
  varied.timestamp = varied.received = at;
  varied.user = fmt::format("id:{}", user);
  varied.user_email = fmt::format("user{}@example.com", user);
  varied.release = fmt::format("shop@2.{}.0", random.below(load::kReleases));
  varied.environment = kEnvironments[ten < 8 ? 0 : ten - 7];
  set_tag(varied, "user", varied.user);
  set_tag(varied, "release", varied.release);
  set_tag(varied, "environment", varied.environment);
  set_tag(varied, "correlation_id", fmt::format("{:016x}", random.next()));
  return varied;
}

}  // namespace picket::fill
