#include "protocol/item_type.h"

#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::protocol {
namespace {

TEST(ItemType, NamesComeBack) {
  for (int i = 0; i <= static_cast<int>(ItemType::unknown); ++i) {
    const auto type = static_cast<ItemType>(i);
    EXPECT_EQ(parse_item_type(traits(type).name), type) << traits(type).name;
  }
}

TEST(ItemType, KnowsHistoricNamesAndNothingElse) {
  EXPECT_EQ(parse_item_type("user_report_v2"), ItemType::feedback);
  EXPECT_EQ(parse_item_type("profile_chunk_ui"), ItemType::profile_chunk);
  for (std::string_view name : {"", "Event", "otel_span", "otel_log", "integration", "new"}) {
    EXPECT_EQ(parse_item_type(name), ItemType::unknown) << name;
  }
}

TEST(ItemType, SaysWhatThisVersionDoesNotProcess) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ItemType::unknown); ++i) {
    const ItemTraits& item = traits(static_cast<ItemType>(i));
    if (!item.processed) names.push_back(item.name);
  }
  EXPECT_THAT(names,
              ::testing::ElementsAre("client_report", "profile", "profile_chunk", "replay_event",
                                     "replay_recording", "replay_video", "statsd", "metric_buckets",
                                     "log", "trace_metric", "unknown"));
}

TEST(ItemType, WhatCreatesAnEventRequiresItsId) {
  for (int i = 0; i <= static_cast<int>(ItemType::unknown); ++i) {
    const ItemTraits& item = traits(static_cast<ItemType>(i));
    EXPECT_TRUE(item.requires_event || !item.creates_event) << item.name;
  }
  EXPECT_TRUE(traits(ItemType::user_report).requires_event);
  EXPECT_FALSE(traits(ItemType::session).requires_event);
}

TEST(AttachmentType, SomeCreateTheEvent) {
  for (const char* name : {"event.minidump", "event.applecrashreport", "event.payload",
                           "event.breadcrumbs", "playstation.prosperodump"}) {
    EXPECT_TRUE(creates_event(ItemType::attachment, parse_attachment_type(name))) << name;
  }
  for (const char* name :
       {"event.attachment", "event.view_hierarchy", "unreal.context", "unreal.logs", "", "new"}) {
    EXPECT_FALSE(creates_event(ItemType::attachment, parse_attachment_type(name))) << name;
  }
  EXPECT_TRUE(creates_event(ItemType::event, AttachmentType::plain));
  EXPECT_FALSE(creates_event(ItemType::session, AttachmentType::minidump));
  EXPECT_EQ(kind_of(parse_attachment_type("event.view_hierarchy")), "view_hierarchy");
  EXPECT_EQ(kind_of(parse_attachment_type("new")), "attachment");
}

}  // namespace
}  // namespace picket::protocol
