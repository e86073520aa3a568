// Files that came with events.
#include "ports/attachments.h"

#include <chrono>

#include "adapters.h"
#include "ports/items.h"

namespace picket::contract {
namespace {

constexpr ProjectId kProject{7};
constexpr EventId kEvent{1, 2};

ports::Attachment attachment(const std::string& name = "a.txt") {
  ports::Attachment made;
  made.project = kProject;
  made.event = kEvent;
  made.type = protocol::AttachmentType::minidump;
  made.name = name;
  made.content_type = "text/plain";
  made.size = 5'000'000'000;
  made.sha1 = std::string(40, 'a');
  made.pieces = {{1, 2, 3}, {0x7fff'ffff'ffff'ffff, 5, 0xffff'ffff}};
  made.received = from_unix_us(1'764'000'000'000'001);
  return made;
}

ports::AttachmentQuery query() {
  ports::AttachmentQuery made;
  made.project = kProject;
  made.event = kEvent;
  return made;
}

TEST_P(MetaDbContract, AnAttachmentComesBackWhole) {
  const auto tx = write();
  auto& attachments = tx->items().attachments();
  EXPECT_TRUE(*attachments.add(attachment()));
  const auto listed = *attachments.list(query());
  ASSERT_EQ(listed.size(), 1U);
  const auto got = *attachments.get(kProject, listed[0].id);
  ASSERT_TRUE(got);
  for (const ports::Attachment& found : {listed[0], *got}) {
    EXPECT_GT(found.id, 0);
    EXPECT_EQ(found.project, kProject);
    EXPECT_EQ(found.event, kEvent);
    EXPECT_EQ(found.type, protocol::AttachmentType::minidump);
    EXPECT_EQ(found.name, "a.txt");
    EXPECT_EQ(found.content_type, "text/plain");
    EXPECT_EQ(found.size, 5'000'000'000U);
    EXPECT_EQ(found.sha1, std::string(40, 'a'));
    EXPECT_EQ(found.pieces, attachment().pieces);
    EXPECT_EQ(found.received, attachment().received);
  }
  EXPECT_FALSE(*attachments.get(ProjectId{8}, listed[0].id)) << "of another project";
}

TEST_P(MetaDbContract, TheSameFileOfAnEventIsKeptOnce) {
  const auto tx = write();
  auto& attachments = tx->items().attachments();
  EXPECT_TRUE(*attachments.add(attachment()));
  EXPECT_FALSE(*attachments.add(attachment()));
  ports::Attachment other = attachment();
  other.sha1 = std::string(40, 'b');
  EXPECT_TRUE(*attachments.add(other)) << "same name, other bytes";
  other.event = EventId{3, 4};
  EXPECT_TRUE(*attachments.add(other));
  ports::Attachment empty = attachment("empty");
  empty.pieces.clear();
  EXPECT_TRUE(*attachments.add(empty));
  const auto listed = *attachments.list(query());
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_TRUE(listed[2].pieces.empty());
  EXPECT_LT(listed[0].id, listed[1].id);
}

TEST_P(MetaDbContract, AttachmentsAreFoundByAPartOfTheirName) {
  const auto tx = write();
  auto& attachments = tx->items().attachments();
  for (const char* name : {"Screenshot-1.PNG", "100%_sure.txt", "100 sure.txt"}) {
    ports::Attachment made = attachment(name);
    if (made.name.ends_with("PNG")) made.content_type = "image/png";
    ASSERT_TRUE(*attachments.add(made));
  }
  ports::Attachment text = attachment("screenshot.txt");
  ASSERT_TRUE(*attachments.add(text));
  const auto names = [&](const ports::AttachmentQuery& of) {
    std::vector<std::string> found;
    const auto listed = *attachments.list(of);
    for (const ports::Attachment& a : listed) found.push_back(a.name);
    return found;
  };
  using Names = std::vector<std::string>;
  ports::AttachmentQuery by_name = query();
  by_name.name = "SCREEN";
  EXPECT_EQ(names(by_name), (Names{"Screenshot-1.PNG", "screenshot.txt"}));
  by_name.name = "0%_s";
  EXPECT_EQ(names(by_name), Names{"100%_sure.txt"}) << "% and _ stand for themselves";
  ports::AttachmentQuery screenshots = query();
  screenshots.screenshots = true;
  EXPECT_EQ(names(screenshots), Names{"Screenshot-1.PNG"});
  ports::AttachmentQuery page = query();
  page.offset = 1;
  page.limit = 2;
  EXPECT_EQ(names(page), (Names{"100%_sure.txt", "100 sure.txt"}));
  page.limit = 1'001;
  EXPECT_EQ(attachments.list(page).error().code, "limit_too_large");
}

TEST_P(MetaDbContract, AttachmentsOfSeveralEventsAreFoundNewestFirst) {
  const auto tx = write();
  auto& attachments = tx->items().attachments();
  constexpr EventId kOther{3, 4};
  const auto add = [&](const std::string& name, EventId event, int second,
                       protocol::AttachmentType type) {
    ports::Attachment made = attachment(name);
    made.event = event;
    made.type = type;
    made.received += std::chrono::seconds(second);
    if (name.ends_with(".png")) made.content_type = "image/png";
    ASSERT_TRUE(*attachments.add(made));
  };
  using enum protocol::AttachmentType;
  add("first.dmp", kEvent, 0, minidump);
  add("third.txt", kEvent, 2, plain);
  add("second_screenshot.png", kOther, 1, plain);
  add("elsewhere", EventId{5, 6}, 3, plain);
  const auto names = [&](const ports::AttachmentSearch& search) {
    std::vector<std::string> found;
    const auto rows = *attachments.search(search);
    for (const ports::Attachment& one : rows) found.push_back(one.name);
    return found;
  };
  using Names = std::vector<std::string>;
  ports::AttachmentSearch search;
  search.project = kProject;
  EXPECT_EQ(names(search), Names{}) << "of no events";
  search.events = {kOther, kEvent};
  EXPECT_EQ(names(search), (Names{"third.txt", "second_screenshot.png", "first.dmp"}));
  search.offset = 1;
  search.limit = 1;
  EXPECT_EQ(names(search), Names{"second_screenshot.png"});
  search = {kProject, {kEvent, kOther}, {minidump, view_hierarchy}};
  EXPECT_EQ(names(search), Names{"first.dmp"});
  search.types.clear();
  search.name = "IR";
  EXPECT_EQ(names(search), (Names{"third.txt", "first.dmp"}));
  search.name.clear();
  search.screenshots = true;
  EXPECT_EQ(names(search), Names{"second_screenshot.png"});
  search.project = ProjectId{8};
  EXPECT_EQ(names(search), Names{});
  search.limit = 1'001;
  EXPECT_EQ(attachments.search(search).error().code, "limit_too_large");
  search.limit = 1;
  search.events.resize(ports::kMaxSearchedEvents + 1);
  EXPECT_EQ(attachments.search(search).error().code, "limit_too_large");
  search.events.resize(1);
  search.name = std::string(100'000, 'a');
  EXPECT_EQ(attachments.search(search).error().code, "text_too_long");
}

TEST_P(MetaDbContract, ARemovedAttachmentIsGone) {
  const auto tx = write();
  auto& attachments = tx->items().attachments();
  ASSERT_TRUE(*attachments.add(attachment()));
  const std::int64_t id = (*attachments.list(query()))[0].id;
  EXPECT_FALSE(*attachments.remove(ProjectId{8}, id));
  EXPECT_TRUE(*attachments.remove(kProject, id));
  EXPECT_FALSE(*attachments.remove(kProject, id));
  EXPECT_TRUE(attachments.list(query())->empty());
}

}  // namespace
}  // namespace picket::contract
