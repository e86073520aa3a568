#include "roles/api/search_settling.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

using domain::search::EventCondition;
using domain::search::EventExpression;
using domain::search::EventField;
using domain::search::EventGroup;

EventExpression condition(std::string tag) {
  return {EventCondition{EventField::tag, std::move(tag), domain::search::PresenceTest(), false}};
}
EventExpression group(bool any, std::vector<EventExpression> parts) {
  return {EventGroup{any, std::move(parts)}};
}

/// "true" and "false" are known, "bad" is an error, other tags stay.
Answer<Settled<EventCondition>> settle(const EventCondition& asked) {
  if (asked.tag == "bad") return unexpected(bad_request("bad"));
  if (asked.tag == "true") return true;
  if (asked.tag == "false") return false;
  return Settled<EventCondition>(asked);
}

std::string text(const EventGroup& group) {
  std::string shown = "(";
  for (const EventExpression& part : group.parts) {
    if (shown.size() > 1) shown += group.any ? " | " : " & ";
    const auto* const inner = std::get_if<EventGroup>(&part.node);
    shown += inner != nullptr ? text(*inner) : std::get<EventCondition>(part.node).tag;
  }
  return shown + ")";
}

std::string settled(bool any, std::vector<EventExpression> parts) {
  const auto done = settle_group({any, std::move(parts)}, &settle);
  if (!done) return "error: " + done.error().detail;
  if (const bool* const known = std::get_if<bool>(&*done)) return *known ? "all" : "none";
  return text(std::get<EventGroup>(*done));
}

TEST(SettleGroup, LeavesQuestionsAsTheyAre) {
  EXPECT_EQ(settled(false, {condition("a"), group(true, {condition("b"), condition("c")})}),
            "(a & (b | c))");
}

TEST(SettleGroup, TakesOutWhatIsKnown) {
  EXPECT_EQ(settled(false, {condition("a"), condition("true")}), "(a)");
  EXPECT_EQ(settled(true, {condition("false"), condition("a")}), "(a)");
  EXPECT_EQ(settled(false, {condition("a"), group(true, {condition("true"), condition("b")})}),
            "(a)");
  EXPECT_EQ(settled(true, {condition("a"), group(false, {condition("false"), condition("b")})}),
            "(a)");
}

TEST(SettleGroup, KnowsWhatOnePartDecides) {
  EXPECT_EQ(settled(false, {condition("a"), condition("false")}), "none");
  EXPECT_EQ(settled(true, {condition("true"), condition("a")}), "all");
  EXPECT_EQ(settled(false, {condition("true")}), "all");
  EXPECT_EQ(settled(true, {condition("false")}), "none");
}

TEST(SettleGroup, OfNothing) {
  EXPECT_EQ(settled(false, {}), "all");
  EXPECT_EQ(settled(true, {}), "none");
  EXPECT_EQ(settled(false, {condition("a"), group(true, {})}), "none");
  EXPECT_EQ(settled(false, {condition("a"), group(false, {})}), "(a)");
}

TEST(SettleGroup, LooksAtAllPartsForErrors) {
  EXPECT_EQ(settled(false, {condition("false"), condition("bad")}), "error: bad");
  EXPECT_EQ(settled(true, {condition("true"), group(false, {condition("bad")})}), "error: bad");
}

}  // namespace
}  // namespace picket::api
