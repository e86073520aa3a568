#include "app/backup/new_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/testkit/temp_dir.h"

namespace picket::app {
namespace {

TEST(Sha256, IsThatOfAllPieces) {
  // FIPS 180-4, the example of "abc".
  constexpr const char* kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  Sha256 whole;
  whole.add(std::string("abc"));
  EXPECT_EQ(whole.finish(), kAbc);
  Sha256 pieces;
  for (const char* piece : {"a", "", "bc"}) pieces.add(std::string(piece));
  EXPECT_EQ(pieces.finish(), kAbc);
}

TEST(NewFile, IsPrivateAndNew) {
  const testkit::TempDir dir;
  const std::string path = dir.file("new");
  const std::string text(20'000'000, 'x');  // More than is left unsynced.
  const auto file = NewFile::create(path);
  ASSERT_TRUE(file);
  ASSERT_TRUE((*file)->write(text));
  ASSERT_TRUE((*file)->write(std::string("end")));
  ASSERT_TRUE((*file)->finish());
  EXPECT_EQ(std::filesystem::file_size(path), text.size() + 3);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const auto again = NewFile::create(path);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().detail.find("cannot create " + path), std::string::npos);
}

TEST(FileError, SaysWhatHelps) {
  const Error full = file_error(ENOSPC, "write", "/b/meta.db");
  EXPECT_EQ(full.code, "disk_full");
  EXPECT_EQ(full.detail,
            "cannot write /b/meta.db: No space left on device: free some space, or choose another "
            "disk");
  const Error denied = file_error(EACCES, "create", "/b");
  EXPECT_EQ(denied.code, "backup_io");
  EXPECT_EQ(denied.detail,
            "cannot create /b: Permission denied: give it to the user that does this (uid " +
                std::to_string(::geteuid()) + ")");
  EXPECT_EQ(file_error(EIO, "read", "/b").detail, "cannot read /b: Input/output error");
}

TEST(FileReader, ReadsFromFrontToEnd) {
  const testkit::TempDir dir;
  EXPECT_FALSE(FileReader::open(dir.file("absent")));
  std::ofstream(dir.file("text")) << "0123456789";
  const auto file = FileReader::open(dir.file("text"));
  ASSERT_TRUE(file);
  EXPECT_EQ(*(*file)->size(), 10U);
  std::string piece(6, ' ');
  EXPECT_EQ(*(*file)->read(piece), 6U);
  EXPECT_EQ(piece, "012345");
  EXPECT_EQ(*(*file)->read(piece), 4U);
  EXPECT_EQ(piece.substr(0, 4), "6789");
  EXPECT_EQ(*(*file)->read(piece), 0U);
}

}  // namespace
}  // namespace picket::app
