"""The files that a program leaves."""
import os
import stat


def is_full(folder):
    space = os.statvfs(folder)
    return space.f_bavail == 0 or space.f_favail == 0


def remove_files(root):
    """Removes what a program left. Folders in folders come to the top first: any depth will do."""
    fresh, moved = os.urandom(8).hex(), 0
    names = os.listdir(root)
    while names:
        for name in names:
            path = root + "/" + name
            if not is_folder(path):
                os.unlink(path)
                continue
            os.chmod(path, 0o700)
            for inner in os.listdir(path):
                old, moved = path + "/" + inner, moved + 1
                if is_folder(old):
                    os.chmod(old, 0o700)  # else it cannot be moved
                os.rename(old, "%s/%s%d" % (root, fresh, moved))
            os.rmdir(path)
        names = os.listdir(root)


def is_folder(path):
    return stat.S_ISDIR(os.lstat(path).st_mode)
