#include "domain/quota/enforcement.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace picket::domain {
namespace {

using protocol::AttachmentType;
using protocol::Category;
using protocol::ItemType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

QuotaItem item(ItemType type, std::size_t bytes = 10,
               AttachmentType attachment = AttachmentType::plain) {
  protocol::EnvelopeItem content;
  const std::string payload(bytes, 'x');
  content.type = type;
  content.attachment_type = attachment;
  content.payload = payload;
  return {type, attachment, protocol::quantities(content)};
}

QuotaItem minidump(std::size_t bytes = 10) {
  return item(ItemType::attachment, bytes, AttachmentType::minidump);
}

/// Refuses some categories and writes down what it is asked.
class FakeGate final : public QuotaGate {
 public:
  explicit FakeGate(protocol::CategorySet refused) { quota_.categories = refused; }

  std::optional<Refusal> take(Category category, std::int64_t quantity) override {
    asked.emplace_back(std::string(protocol::to_string(category)) + ' ' + std::to_string(quantity));
    if (!quota_.categories.contains(category)) return std::nullopt;
    return Refusal{&quota_, std::chrono::seconds(60)};
  }

  std::vector<std::string> asked;

 private:
  Quota quota_;
};

struct Result {
  std::vector<Fate> fates;
  std::vector<std::string> asked;
  std::size_t told = 0;
  bool crash_refused = false;
};

Result run(const std::vector<QuotaItem>& items, protocol::CategorySet refused = {}) {
  FakeGate gate(refused);
  const Enforcement enforcement = enforce(items, gate);
  Result result;
  for (const Verdict& verdict : enforcement.verdicts) {
    EXPECT_EQ(verdict.by == nullptr, verdict.fate == Fate::keep);
    result.fates.push_back(verdict.fate);
  }
  result.asked = gate.asked;
  result.told = enforcement.told.size();
  result.crash_refused = enforcement.crash != nullptr;
  return result;
}

TEST(Enforce, AsksInTheOrderOfTheSpecification) {
  const auto result =
      run({item(ItemType::trace_metric), item(ItemType::log, 20), item(ItemType::profile_chunk),
           item(ItemType::span), item(ItemType::check_in), item(ItemType::replay_event),
           item(ItemType::profile), item(ItemType::session), item(ItemType::sessions),
           item(ItemType::attachment, 5), item(ItemType::attachment, 0),
           item(ItemType::transaction), item(ItemType::user_report), item(ItemType::client_report),
           item(ItemType::nel), item(ItemType::unknown)});
  EXPECT_THAT(result.asked,
              ElementsAre("transaction 1", "transaction_indexed 1", "attachment 6",
                          "attachment_item 2", "session 2", "profile 1", "profile_indexed 1",
                          "replay 1", "monitor 1", "span 1", "span_indexed 1", "span 1",
                          "profile_chunk 1", "log_item 1", "log_byte 20", "trace_metric 1"));
  EXPECT_EQ(result.told, 0U);
  EXPECT_THAT(result.fates, ::testing::Each(Fate::keep));
}

TEST(Enforce, EveryKindOfEventHasItsCategory) {
  for (const auto& [type, category] :
       {std::pair{ItemType::event, "error 1"}, std::pair{ItemType::security, "security 1"},
        std::pair{ItemType::raw_security, "security 1"},
        std::pair{ItemType::unreal_report, "error 1"},
        std::pair{ItemType::feedback, "feedback 1"}}) {
    EXPECT_THAT(run({item(type)}).asked, ElementsAre(category));
  }
}

TEST(Enforce, WhatBelongsToARefusedEventGoesWithIt) {
  const auto result =
      run({item(ItemType::event), item(ItemType::attachment), minidump(),
           item(ItemType::user_report), item(ItemType::form_data), item(ItemType::profile),
           item(ItemType::span), item(ItemType::session), item(ItemType::client_report)},
          {Category::error});
  using enum Fate;
  EXPECT_THAT(result.fates, ElementsAre(drop, drop, drop, drop, drop, drop, drop, keep, keep));
  EXPECT_THAT(result.asked, ElementsAre("error 1", "session 1")) << "the rest is not counted";
  EXPECT_EQ(result.told, 1U);
  EXPECT_FALSE(result.crash_refused) << "the event counts itself";
}

TEST(Enforce, ATwinIsAskedWhenTheCategoryHasRoom) {
  EXPECT_THAT(run({item(ItemType::transaction)}, {Category::transaction}).asked,
              ElementsAre("transaction 1"));
  const auto result = run({item(ItemType::transaction)}, {Category::transaction_indexed});
  EXPECT_THAT(result.asked, ElementsAre("transaction 1", "transaction_indexed 1"))
      << "its spans go with it";
  EXPECT_THAT(result.fates, ElementsAre(Fate::drop));
}

TEST(Enforce, SpansOfATransactionMayBeRefusedWithoutIt) {
  for (const Category category : {Category::span, Category::span_indexed}) {
    FakeGate gate({category});
    const std::vector<QuotaItem> items = {item(ItemType::transaction), item(ItemType::attachment)};
    const Enforcement result = enforce(items, gate);
    EXPECT_EQ(result.verdicts[0].fate, Fate::keep);
    EXPECT_NE(result.verdicts[0].spans_by, nullptr);
    EXPECT_EQ(result.verdicts[1].fate, Fate::keep);
    EXPECT_EQ(result.verdicts[1].spans_by, nullptr);
    EXPECT_EQ(result.told.size(), 1U);
  }
  FakeGate all({Category::transaction, Category::span});
  const std::vector<QuotaItem> one = {item(ItemType::transaction)};
  EXPECT_EQ(enforce(one, all).verdicts[0].spans_by, nullptr) << "they go with it";
}

TEST(Enforce, AsksForNoSpansWhereNoneAreLeft) {
  QuotaItem transaction = item(ItemType::transaction);
  transaction.quantities.reduce(Category::span, 1);
  transaction.quantities.reduce(Category::span_indexed, 1);
  EXPECT_THAT(run({transaction}).asked, ElementsAre("transaction 1", "transaction_indexed 1"));
}

TEST(Enforce, SecurityReportsAreJudgedOneByOne) {
  class OneOnly final : public QuotaGate {
   public:
    std::optional<Refusal> take(Category, std::int64_t quantity) override {
      left_ -= quantity;
      if (left_ >= 0) return std::nullopt;
      return Refusal{&quota_, std::chrono::seconds(1)};
    }

   private:
    std::int64_t left_ = 1;
    Quota quota_;
  } gate;
  const std::vector<QuotaItem> items = {item(ItemType::raw_security), item(ItemType::raw_security)};
  const auto result = enforce(items, gate);
  EXPECT_EQ(result.verdicts[0].fate, Fate::keep);
  EXPECT_EQ(result.verdicts[1].fate, Fate::drop);
}

TEST(Enforce, AReportOfAFailedRequestIsAnEventOnceItCountsAsOne) {
  QuotaItem report = item(ItemType::nel);
  const auto before =
      run({report, item(ItemType::event), item(ItemType::attachment)}, {Category::error});
  EXPECT_THAT(before.fates, ElementsAre(Fate::keep, Fate::drop, Fate::drop));
  report.quantities.add(Category::error, 1);
  const auto made = run({report}, {Category::error});
  EXPECT_THAT(made.asked, ElementsAre("error 1"));
  EXPECT_THAT(made.fates, ElementsAre(Fate::drop));
}

TEST(Enforce, AttachmentsGoTogether) {
  for (const Category category : {Category::attachment, Category::attachment_item}) {
    const auto result = run({item(ItemType::event), item(ItemType::attachment, 100),
                             item(ItemType::attachment, 1), item(ItemType::user_report)},
                            {category});
    using enum Fate;
    EXPECT_THAT(result.fates, ElementsAre(keep, drop, drop, keep));
    EXPECT_EQ(result.told, 1U);
    EXPECT_FALSE(result.crash_refused);
  }
  EXPECT_THAT(run({item(ItemType::attachment, 100)}, {Category::attachment}).asked,
              ElementsAre("attachment 100"))
      << "items are not counted when bytes are refused";
}

TEST(Enforce, ACrashDumpIsNeededThoughNotStored) {
  auto result = run({minidump(), item(ItemType::attachment)}, {Category::attachment});
  EXPECT_THAT(result.asked, ElementsAre("error 1", "attachment 20"));
  EXPECT_THAT(result.fates, ElementsAre(Fate::keep_unstored, Fate::drop));
  EXPECT_EQ(result.told, 1U);
  result = run({minidump()}, {Category::attachment});
  EXPECT_THAT(result.fates, ElementsAre(Fate::keep_unstored));
  EXPECT_EQ(result.told, 0U) << "the SDK sent no plain attachment";
}

TEST(Enforce, ACrashDumpIsAnErrorWithoutAnEvent) {
  const auto result = run({minidump(), item(ItemType::attachment)}, {Category::error});
  EXPECT_THAT(result.asked, ElementsAre("error 1"));
  EXPECT_THAT(result.fates, ElementsAre(Fate::drop, Fate::drop));
  EXPECT_TRUE(result.crash_refused);
}

TEST(Enforce, AProfileAloneNeedsRoomForTransactions) {
  EXPECT_THAT(run({item(ItemType::profile)}).asked,
              ElementsAre("transaction 0", "profile 1", "profile_indexed 1"));
  const auto result = run({item(ItemType::profile)}, {Category::transaction});
  EXPECT_THAT(result.asked, ElementsAre("transaction 0"));
  EXPECT_THAT(result.fates, ElementsAre(Fate::drop));
}

TEST(Enforce, KindsAreRefusedApart) {
  const std::vector<std::pair<ItemType, Category>> kinds = {
      {ItemType::session, Category::session},
      {ItemType::sessions, Category::session},
      {ItemType::replay_event, Category::replay},
      {ItemType::replay_recording, Category::replay},
      {ItemType::replay_video, Category::replay},
      {ItemType::check_in, Category::monitor},
      {ItemType::span, Category::span},
      {ItemType::profile_chunk, Category::profile_chunk},
      {ItemType::log, Category::log_item},
      {ItemType::log, Category::log_byte},
      {ItemType::trace_metric, Category::trace_metric},
  };
  for (const auto& [type, category] : kinds) {
    const auto result = run({item(ItemType::event), item(type)}, {category});
    EXPECT_THAT(result.fates, ElementsAre(Fate::keep, Fate::drop)) << protocol::traits(type).name;
    EXPECT_EQ(result.told, 1U);
  }
}

TEST(Enforce, WhatHasNoCategoryIsNeverRefused) {
  const auto result =
      run({item(ItemType::user_report), item(ItemType::client_report), item(ItemType::nel),
           item(ItemType::statsd), item(ItemType::metric_buckets), item(ItemType::form_data)},
          protocol::CategorySet::all());
  EXPECT_THAT(result.asked, IsEmpty());
  EXPECT_THAT(result.fates, ::testing::Each(Fate::keep));
}

TEST(Enforce, NothingAsksNothing) {
  const auto result = run({});
  EXPECT_THAT(result.asked, IsEmpty());
  EXPECT_EQ(result.told, 0U);
}

}  // namespace
}  // namespace picket::domain
