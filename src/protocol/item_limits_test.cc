#include "protocol/item_limits.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

/// Payloads are never read, so one text stands for all of a size.
EnvelopeItem item_of(ItemType type, std::size_t bytes) {
  static const std::string kBytes(12_MiB + 1, 'x');
  EnvelopeItem item;
  item.type = type;
  item.payload = std::string_view(kBytes).substr(0, bytes);
  return item;
}

TEST(FindOversized, ChecksEachItem) {
  const std::pair<ItemType, std::uint64_t> cases[] = {
      {ItemType::event, 1_MiB},
      {ItemType::feedback, 1_MiB},
      {ItemType::replay_event, 1_MiB},
      {ItemType::sessions, 10_MiB},
      {ItemType::client_report, 100_KiB},
      {ItemType::check_in, 100_KiB},
      {ItemType::statsd, 1_MiB},
      {ItemType::span, 10_MiB},
      {ItemType::log, 12_MiB},
      {ItemType::replay_video, 10_MiB},
  };
  for (const auto& [type, limit] : cases) {
    EXPECT_FALSE(find_oversized(std::vector{item_of(type, limit)})) << traits(type).name;
    EXPECT_TRUE(find_oversized(std::vector{item_of(type, limit + 1)})) << traits(type).name;
  }
  EXPECT_EQ(limit_of(SizeClass::attachment).item_bytes, 200_MiB);
  EXPECT_EQ(limit_of(SizeClass::profile).item_bytes, 50_MiB);
}

TEST(FindOversized, AddsUpAClass) {
  const auto half = item_of(ItemType::event, 512_KiB + 1);
  const auto security = item_of(ItemType::security, 512_KiB);
  const auto found = find_oversized(std::vector{half, security});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->type, ItemType::security);
  EXPECT_FALSE(find_oversized(std::vector{half, item_of(ItemType::attachment, 1_MiB)}));
  EXPECT_FALSE(find_oversized(std::vector(3, item_of(ItemType::replay_recording, 8_MiB))));
}

TEST(FindOversized, CountsItems) {
  const std::pair<ItemType, std::size_t> cases[] = {
      {ItemType::attachment, 30}, {ItemType::session, 100}, {ItemType::client_report, 100},
      {ItemType::check_in, 1},    {ItemType::profile, 1},   {ItemType::metric_buckets, 1},
      {ItemType::span, 25},
  };
  for (const auto& [type, limit] : cases) {
    EXPECT_FALSE(find_oversized(std::vector(limit, item_of(type, 1)))) << traits(type).name;
    EXPECT_TRUE(find_oversized(std::vector(limit + 1, item_of(type, 1)))) << traits(type).name;
  }
}

TEST(FindOversized, LetsUnknownItemsBe) {
  EXPECT_FALSE(find_oversized(std::vector(500, item_of(ItemType::unknown, 12_MiB))));
}

TEST(TooLarge, NamesTheItem) {
  EnvelopeItem item = item_of(ItemType::event, 0);
  EXPECT_EQ(too_large_reason(item), "too_large:event");
  EXPECT_EQ(too_large_detail(item),
            "envelope exceeded size limits for type 'event' "
            "(https://develop.sentry.dev/sdk/envelopes/#size-limits)");
  item.type = ItemType::attachment;
  EXPECT_EQ(too_large_reason(item), "too_large:attachment:attachment");
  item.attachment_type = AttachmentType::apple_crash_report;
  EXPECT_EQ(too_large_reason(item), "too_large:attachment:apple_crash_report");
}

TEST(Quantities, FollowTheSpec) {
  using List = std::vector<Quantity>;
  EnvelopeItem log = item_of(ItemType::log, 100);
  log.item_count = 7;
  const std::pair<EnvelopeItem, List> cases[] = {
      {item_of(ItemType::event, 5), {{Category::error, 1}}},
      {item_of(ItemType::unreal_report, 5), {{Category::error, 1}}},
      {item_of(ItemType::security, 5), {{Category::security, 1}}},
      {item_of(ItemType::raw_security, 5), {{Category::security, 1}}},
      {item_of(ItemType::transaction, 5),
       {{Category::transaction, 1},
        {Category::transaction_indexed, 1},
        {Category::span, 1},
        {Category::span_indexed, 1}}},
      {item_of(ItemType::attachment, 5),
       {{Category::attachment, 5}, {Category::attachment_item, 1}}},
      {item_of(ItemType::attachment, 0),
       {{Category::attachment, 1}, {Category::attachment_item, 1}}},
      {item_of(ItemType::feedback, 5), {{Category::user_report_v2, 1}}},
      {item_of(ItemType::check_in, 5), {{Category::monitor, 1}}},
      {item_of(ItemType::profile, 5), {{Category::profile, 1}, {Category::profile_indexed, 1}}},
      {item_of(ItemType::profile_chunk, 5), {{Category::profile_chunk, 1}}},
      {item_of(ItemType::replay_event, 5), {{Category::replay, 1}}},
      {item_of(ItemType::replay_recording, 5), {{Category::replay, 1}}},
      {item_of(ItemType::replay_video, 5), {{Category::replay, 1}}},
      {item_of(ItemType::span, 5), {{Category::span, 1}}},
      {item_of(ItemType::trace_metric, 5), {{Category::trace_metric, 1}}},
      {log, {{Category::log_item, 7}, {Category::log_byte, 100}}},
      {item_of(ItemType::session, 5), {}},
      {item_of(ItemType::sessions, 5), {}},
      {item_of(ItemType::user_report, 5), {}},
      {item_of(ItemType::client_report, 5), {}},
      {item_of(ItemType::form_data, 5), {}},
      {item_of(ItemType::statsd, 5), {}},
      {item_of(ItemType::metric_buckets, 5), {}},
      {item_of(ItemType::nel, 5), {}},
      {item_of(ItemType::unknown, 5), {}},
  };
  for (const auto& [item, want] : cases) {
    const Quantities list = quantities(item);
    EXPECT_EQ(List(list.begin(), list.end()), want) << traits(item.type).name;
  }
}

TEST(Quantities, CountTheSpansOfATransaction) {
  EnvelopeItem transaction = item_of(ItemType::transaction, 0);
  transaction.payload = R"({"spans":[{},{}]})";
  EXPECT_EQ(quantities(transaction).of(Category::span), 3);
  EXPECT_EQ(quantities(transaction).of(Category::span_indexed), 3);
  EXPECT_EQ(quantities(transaction).of(Category::transaction), 1);
  EXPECT_EQ(quantities(transaction).of(Category::error), 0);
}

TEST(Quantities, BelieveNoMoreItemsThanFit) {
  EnvelopeItem span = item_of(ItemType::span, 20);
  span.item_count = 4'000'000'000;
  EXPECT_EQ(quantities(span).begin()->amount, 11);
}

}  // namespace
}  // namespace picket::protocol
