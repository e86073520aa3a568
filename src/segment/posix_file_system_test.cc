#include "segment/posix_file_system.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/testkit/temp_dir.h"

namespace picket::segment {
namespace {

class PosixFiles : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory_.file(name); }

  static std::string read_all(const File& file) {
    std::string bytes(file.size().value(), '\0');
    EXPECT_EQ(file.read(0, bytes), bytes.size());
    return bytes;
  }

  PosixFileSystem files_;
  testkit::TempDir directory_;
};

TEST_F(PosixFiles, WriteAllPiecesWhereTold) {
  auto file = files_.create(path("a"));
  ASSERT_TRUE(file);
  const std::string_view first[] = {"one", "", "two"};
  ASSERT_TRUE((*file)->write(0, first));
  const std::string_view second[] = {"XY"};
  ASSERT_TRUE((*file)->write(2, second));
  ASSERT_TRUE((*file)->write(8, {}));
  EXPECT_EQ(read_all(**file), "onXYwo");
  EXPECT_TRUE((*file)->sync_data(SyncReason::commit));
}

TEST_F(PosixFiles, WriteMorePiecesThanOneCallTakes) {
  std::string want;
  std::vector<std::string> owned;
  for (int i = 0; i < 3000; ++i) owned.push_back(std::to_string(i) + ",");
  for (const std::string& piece : owned) want += piece;
  const std::vector<std::string_view> pieces(owned.begin(), owned.end());
  auto file = files_.create(path("a"));
  ASSERT_TRUE((*file)->write(0, pieces));
  EXPECT_EQ(read_all(**file), want);
}

TEST_F(PosixFiles, ReadShortOnlyAtTheEnd) {
  auto file = files_.create(path("a"));
  const std::string_view pieces[] = {"12345"};
  ASSERT_TRUE((*file)->write(0, pieces));
  char out[10];
  EXPECT_EQ((*file)->read(3, out), 2U);
  EXPECT_EQ(std::string_view(out, 2), "45");
  EXPECT_EQ((*file)->read(5, out), 0U);
  ASSERT_TRUE((*file)->truncate(2));
  EXPECT_EQ((*file)->size(), 2U);
  EXPECT_EQ(files_.file_size(path("a")), 2U);
}

TEST_F(PosixFiles, NameTheReasonOfARefusal) {
  EXPECT_EQ(files_.open(path("none"), OpenMode::read).error(), IoError::not_found);
  ASSERT_TRUE(files_.create(path("a")));
  EXPECT_EQ(files_.create(path("a")).error(), IoError::exists);
  EXPECT_EQ(files_.make_directory(path("no/dir")).error(), IoError::not_found);
  ASSERT_TRUE(files_.make_directory(path("dir")));
  EXPECT_EQ(files_.make_directory(path("dir")).error(), IoError::exists);
  ASSERT_TRUE(files_.create(path("dir/b")));
  EXPECT_EQ(files_.remove_directory(path("dir")).error(), IoError::exists);
  EXPECT_EQ(files_.file_size(path("none")).error(), IoError::not_found);
  EXPECT_EQ(files_.list(path("none")).error(), IoError::not_found);
  EXPECT_EQ(files_.remove_file(path("none")).error(), IoError::not_found);
  EXPECT_EQ(files_.rename(path("none"), path("c")).error(), IoError::not_found);
  EXPECT_EQ(files_.sync_directory(path("none"), SyncReason::new_file).error(), IoError::not_found);
  const auto read_only = files_.open(path("a"), OpenMode::read);
  const std::string_view pieces[] = {"x"};
  EXPECT_EQ((*read_only)->write(0, pieces).error(), IoError::failed);
}

TEST_F(PosixFiles, ReportAFullDisk) {
  const auto full = files_.open("/dev/full", OpenMode::read_write);
  ASSERT_TRUE(full);
  const std::string_view pieces[] = {"x"};
  EXPECT_EQ((*full)->write(0, pieces).error(), IoError::no_space);
}

TEST_F(PosixFiles, ListRenameAndRemove) {
  ASSERT_TRUE(files_.create(path("a")));
  ASSERT_TRUE(files_.make_directory(path("d")));
  ASSERT_TRUE(files_.rename(path("a"), path("b")));
  auto names = files_.list(directory_.path());
  ASSERT_TRUE(names);
  std::sort(names->begin(), names->end());
  EXPECT_EQ(*names, (std::vector<std::string>{"b", "d"}));
  EXPECT_TRUE(files_.remove_file(path("b")));
  EXPECT_TRUE(files_.remove_directory(path("d")));
  EXPECT_TRUE(files_.sync_directory(directory_.path(), SyncReason::removed_files));
  EXPECT_TRUE(files_.list(directory_.path())->empty());
}

TEST_F(PosixFiles, AreForTheirOwnerOnly) {
  ASSERT_TRUE(files_.create(path("a")));
  ASSERT_TRUE(files_.make_directory(path("d")));
  struct stat info {};
  ASSERT_EQ(::stat(path("a").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(path("d").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
}

TEST_F(PosixFiles, EnsureDirectoryMakesWhatIsMissing) {
  EXPECT_TRUE(ensure_directory(files_, path("x/y/z")));
  EXPECT_TRUE(ensure_directory(files_, path("x/y/z")));
  EXPECT_TRUE(files_.create(path("x/y/z/file")));
  EXPECT_EQ(ensure_directory(files_, path("x/y/z/file/below")).error(), IoError::not_found);
}

TEST_F(PosixFiles, CreateOverReplacesALeftover) {
  auto first = files_.create(path("a"));
  const std::string_view pieces[] = {"old"};
  ASSERT_TRUE((*first)->write(0, pieces));
  const auto second = create_over(files_, path("a"));
  ASSERT_TRUE(second);
  EXPECT_EQ((*second)->size(), 0U);
}

TEST(FileError, IsUnavailableWithItsReasonAsCode) {
  const Error error = to_error(IoError::no_space, "append");
  EXPECT_EQ(error.kind, ErrorKind::unavailable);
  EXPECT_EQ(error.code, "no_space");
  EXPECT_EQ(error.detail, "append");
}

}  // namespace
}  // namespace picket::segment
